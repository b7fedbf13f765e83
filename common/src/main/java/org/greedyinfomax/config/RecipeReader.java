package org.greedyinfomax.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.hocon.HoconLimits;
import org.greedyinfomax.config.hocon.LocalFolder;
import org.greedyinfomax.config.hocon.RecipeException;
import org.greedyinfomax.config.hocon.RecipeFolder;
import org.greedyinfomax.config.hocon.RecipeIncludes;
import org.greedyinfomax.config.hocon.RefusedIncludes;
import org.greedyinfomax.config.hocon.Section;

/**
 * Reads recipes: a HOCON file, which may include presets and files beside it, and {@code key=value}
 * texts that override it. A recipe may come from somebody else: reading it reaches for nothing
 * beyond these, neither for the environment nor for Java's properties, and takes no more than
 * {@link HoconLimits} allow.
 *
 * <p>The value of an override that begins with a bracket, a brace or a quotation mark is HOCON; any
 * other is taken as it stands.
 */
public final class RecipeReader {

  private static final String WHOLE = "the recipe of a run or a model must be whole by itself";
  private static final String WITHOUT_INCLUDES = "an override includes nothing";

  private RecipeReader() {}

  /**
   * Reads a file.
   *
   * @param overrides texts {@code key=value}; the last one for a key wins
   * @throws IllegalArgumentException naming file and key, what is wrong, and what was expected
   */
  public static Recipe read(Path file, List<String> overrides) {
    Check.argument(
        Files.isRegularFile(file), "there is no recipe %s: name a file or a preset", file);
    String name = file.toString();
    Path folder = file.toAbsolutePath().getParent();
    return read(name, LocalFolder.text(file), new LocalFolder(name, folder), overrides);
  }

  /**
   * Reads a file that lies anywhere.
   *
   * @param name what errors call it
   * @param text of it
   * @param folder that it lies in
   * @param overrides texts {@code key=value}; the last one for a key wins
   * @throws IllegalArgumentException naming file and key, what is wrong, and what was expected
   */
  public static Recipe read(String name, String text, RecipeFolder folder, List<String> overrides) {
    HoconLimits limits = new HoconLimits(name);
    limits.count(text);
    RecipeIncludes includes = new RecipeIncludes(name, folder, limits);
    return read(
        limits,
        name,
        () -> {
          ChecksumLine.requireIfThere(name, text);
          return ConfigFactory.parseString(text, includes.options(name));
        },
        overrides);
  }

  /**
   * Reads a recipe that is packed in a jar; what it includes is found beside it.
   *
   * @param loader of classes that finds the resource
   * @param resource path in the jar, without a slash in front
   * @param overrides texts {@code key=value}; the last one for a key wins
   * @throws IllegalArgumentException naming file and key, what is wrong, and what was expected
   */
  public static Recipe read(ClassLoader loader, String resource, List<String> overrides) {
    return read(
        new HoconLimits(resource),
        resource,
        () -> ConfigFactory.parseResources(loader, resource, options()),
        overrides);
  }

  /**
   * Reads a text, which may include presets.
   *
   * @param name what errors call the text
   * @param overrides texts {@code key=value}; the last one for a key wins
   * @throws IllegalArgumentException naming the text and the key, what is wrong, and what was
   *     expected
   */
  public static Recipe read(String name, String text, List<String> overrides) {
    HoconLimits limits = new HoconLimits(name);
    RecipeIncludes includes = new RecipeIncludes(name, RecipeFolder.NONE, limits);
    limits.count(text);
    return read(
        limits, name, () -> ConfigFactory.parseString(text, includes.options(name)), overrides);
  }

  /**
   * Reads what {@link Recipe#toChecked} wrote, such as a run's: it includes nothing, neither files
   * nor what lies in a network. What training does not depend on it may lack, because an earlier
   * version may have known fewer keys.
   *
   * @param loader of classes that finds the defaults
   * @param defaults resource with the values of keys that the text may lack
   * @param name what errors call the text
   * @param overrides texts {@code key=value}; the last one for a key wins
   * @throws IllegalArgumentException naming the text and the key, what is wrong, and what was
   *     expected; or the text, if it is not as it was written
   */
  public static Recipe readWhole(
      ClassLoader loader, String defaults, String name, String text, List<String> overrides) {
    HoconLimits limits = new HoconLimits(name);
    limits.count(text);
    RefusedIncludes includes = new RefusedIncludes(name, WHOLE);
    ChecksumLine.require(name, text);
    return read(
        limits,
        name,
        () ->
            ModuleKeys.requireCurrent(
                    name,
                    ConfigFactory.parseString(
                        text, options().setOriginDescription(name).setIncluder(includes)))
                .withFallback(
                    besideTraining(ConfigFactory.parseResources(loader, defaults, options()))),
        overrides);
  }

  private static Config besideTraining(Config config) {
    Config kept = ConfigFactory.empty();
    for (String key : RecipeKeys.besideTraining()) {
      kept = kept.withFallback(config.withOnlyPath(key));
    }
    return kept;
  }

  private static Recipe read(
      HoconLimits limits, String name, Supplier<Config> parser, List<String> overrides) {
    try {
      Config config = resolved(name, parser, overrides);
      Section root = new Section(name, "", config.root(), RecipeKeys.keys());
      return root.checked(() -> RecipeKeys.read(root));
    } catch (StackOverflowError e) { // by keys of thousands of words, and what nobody thought of
      throw limits.tooDeep(e);
    }
  }

  private static Config resolved(String name, Supplier<Config> parser, List<String> overrides) {
    Config changes = ConfigFactory.empty();
    for (String override : overrides) {
      changes = override(override).withFallback(changes);
    }
    try {
      return changes.withFallback(parser.get()).resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw new RecipeException(Text.format("cannot read %s: %s", name, e.getMessage()), e);
    }
  }

  private static Config override(String override) {
    int equals = override.indexOf('=');
    Check.argument(
        equals > 0,
        "\"%s\" is no override: write key=value, for example training.epochs=10",
        override);
    String value = override.substring(equals + 1).strip();
    boolean hocon = value.matches("(?s)[\\[{\"].*");
    if (hocon) {
      new HoconLimits(RecipeException.COMMAND_LINE).count(value);
    }
    try {
      String key = ConfigUtil.joinPath(ConfigUtil.splitPath(override.substring(0, equals).strip()));
      return ConfigFactory.parseString(
          key + " = " + (hocon ? value : ConfigUtil.quoteString(value)),
          options()
              .setOriginDescription(RecipeException.COMMAND_LINE)
              .setIncluder(new RefusedIncludes(RecipeException.COMMAND_LINE, WITHOUT_INCLUDES)));
    } catch (ConfigException e) {
      throw new RecipeException(
          Text.format("cannot read the override \"%s\": %s", override, e.getMessage()), e);
    }
  }

  private static ConfigParseOptions options() {
    return ConfigParseOptions.defaults().setAllowMissing(false);
  }
}
