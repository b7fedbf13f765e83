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

/**
 * Reads recipes: a HOCON file, which may include others, and {@code key=value} texts that override
 * it.
 *
 * <p>The value of an override that begins with a bracket, a brace or a quotation mark is HOCON; any
 * other is taken as it stands.
 */
public final class RecipeReader {

  static final String COMMAND_LINE = "command line";

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
    return read(
        file.toString(), () -> ConfigFactory.parseFile(file.toFile(), options()), overrides);
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
        resource, () -> ConfigFactory.parseResources(loader, resource, options()), overrides);
  }

  /**
   * Reads a text.
   *
   * @param name what errors call the text
   * @param overrides texts {@code key=value}; the last one for a key wins
   * @throws IllegalArgumentException naming the text and the key, what is wrong, and what was
   *     expected
   */
  public static Recipe read(String name, String text, List<String> overrides) {
    return read(
        name,
        () -> ConfigFactory.parseString(text, options().setOriginDescription(name)),
        overrides);
  }

  /**
   * Reads a text that a program wrote, such as a run's: it includes nothing, neither files nor what
   * lies in a network. What training does not depend on it may lack, and what is off by default,
   * because earlier versions knew fewer keys.
   *
   * @param loader of classes that finds the defaults
   * @param defaults resource with the values of keys that the text may lack
   * @param name what errors call the text
   * @param overrides texts {@code key=value}; the last one for a key wins
   * @throws IllegalArgumentException naming the text and the key, what is wrong, and what was
   *     expected
   */
  public static Recipe readWhole(
      ClassLoader loader, String defaults, String name, String text, List<String> overrides) {
    return read(
        name,
        () ->
            ConfigFactory.parseString(
                    text,
                    options().setOriginDescription(name).setIncluder(new RefusedIncludes(name)))
                .withFallback(added(ConfigFactory.parseResources(loader, defaults, options()))),
        overrides);
  }

  private static Config added(Config config) {
    Config kept = ConfigFactory.empty();
    for (String key : RecipeKeys.ADDED) {
      kept = kept.withFallback(config.withOnlyPath(key));
    }
    return kept;
  }

  private static Recipe read(String name, Supplier<Config> parser, List<String> overrides) {
    Config config = resolved(name, parser, overrides);
    Section root = new Section(name, "", config.root(), RecipeKeys.RECIPE);
    return root.checked(() -> RecipeKeys.read(root));
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
    try {
      String key = ConfigUtil.joinPath(ConfigUtil.splitPath(override.substring(0, equals).strip()));
      return ConfigFactory.parseString(
          key + " = " + (hocon ? value : ConfigUtil.quoteString(value)),
          options().setOriginDescription(COMMAND_LINE));
    } catch (ConfigException e) {
      throw new RecipeException(
          Text.format("cannot read the override \"%s\": %s", override, e.getMessage()), e);
    }
  }

  private static ConfigParseOptions options() {
    return ConfigParseOptions.defaults().setAllowMissing(false);
  }
}
