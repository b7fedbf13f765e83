package org.greedyinfomax.config.hocon;

import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import java.io.File;
import java.net.URL;

/**
 * Refuses whatever a text would include: it may come from somebody else, and reading it must reach
 * for nothing beyond it.
 *
 * <p>All four interfaces are needed: what an includer does not know, the library includes itself.
 */
public final class RefusedIncludes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private final String name;
  private final String rule;

  /**
   * Refuses for a text.
   *
   * @param name what errors call it
   * @param rule why, as the end of a sentence
   */
  public RefusedIncludes(String name, String rule) {
    this.name = name;
    this.rule = rule;
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    throw RecipeException.included(name, what, rule);
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    throw RecipeException.included(name, what.toString(), rule);
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw RecipeException.included(name, what.toString(), rule);
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw RecipeException.included(name, what, rule);
  }
}
