package org.greedyinfomax.config.hocon;

import java.util.Optional;

/** The folder that a recipe lies in, on any file system. */
public interface RecipeFolder {

  /** Of a recipe that is no file. */
  RecipeFolder NONE = file -> Optional.empty();

  /**
   * A file beside the recipe.
   *
   * @param name what errors call it
   * @param text of it
   */
  record Included(String name, String text) {}

  /**
   * Reads a file in the folder; empty if there is none.
   *
   * @param file its name
   * @throws RecipeException if it cannot be read, or is a link that leads away
   */
  Optional<Included> read(String file);
}
