package org.greedyinfomax.config.hocon;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.net.URL;
import java.util.Optional;
import java.util.regex.Pattern;
import org.greedyinfomax.Text;

/**
 * Includes what a recipe may include, which may come from somebody else: files beside it and the
 * program's presets, by plain names. It is refused whatever else it would reach for.
 *
 * <p>All four interfaces are needed: what an includer does not know, the library includes itself.
 */
public final class RecipeIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private static final Pattern NAME = Pattern.compile("(conf/)?[A-Za-z0-9_][\\w.-]*");
  private static final String PRESETS = "conf/";
  static final String RULE =
      "a recipe includes only files beside it and presets, by plain names, as in include"
          + " required(\"conf/speech-small.conf\")";

  private final String name;
  private final RecipeFolder folder;
  private final HoconLimits limits;

  /**
   * Includes for a recipe.
   *
   * @param name what errors call it
   * @param folder that it lies in
   */
  public RecipeIncludes(String name, RecipeFolder folder, HoconLimits limits) {
    this.name = name;
    this.folder = folder;
    this.limits = limits;
  }

  /** Returns how recipes are parsed that may include what this may. */
  public ConfigParseOptions options(String origin) {
    return ConfigParseOptions.defaults()
        .setAllowMissing(false)
        .setOriginDescription(origin)
        .setIncluder(this);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (!NAME.matcher(what).matches()) {
      throw RecipeException.included(name, "\"" + what + "\"", RULE);
    }
    limits.countInclude();
    String file = what.endsWith(".conf") ? what : what + ".conf";
    Optional<RecipeFolder.Included> beside = folder.read(file);
    if (beside.isPresent()) {
      limits.count(beside.get().text());
      return ConfigFactory.parseString(beside.get().text(), options(beside.get().name())).root();
    }
    String preset = file.startsWith(PRESETS) ? file : PRESETS + file;
    if (RecipeIncludes.class.getClassLoader().getResource(preset) == null) {
      throw RecipeException.unreadable(
          name,
          Text.format("it includes \"%s\", which is neither a file beside it nor a preset", what));
    }
    return ConfigFactory.parseResources(
            RecipeIncludes.class.getClassLoader(),
            preset,
            ConfigParseOptions.defaults().setAllowMissing(false))
        .root();
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    throw RecipeException.included(name, "file(\"" + what + "\")", RULE);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw RecipeException.included(name, "url(\"" + what + "\")", RULE);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw RecipeException.included(name, "classpath(\"" + what + "\")", RULE);
  }
}
