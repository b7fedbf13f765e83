package org.greedyinfomax.job;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.run.Conditions;
import org.greedyinfomax.storage.Location;

/**
 * Finds recipes by path, or by the name of a preset.
 *
 * <p>A preset {@code NAME} is {@code conf/NAME.conf} under the folder that the system property
 * {@code gim.home} names, or else in the jar.
 */
public final class Presets {

  /** The presets in the jar. */
  public static final List<String> NAMES =
      List.of(
          "images-deep",
          "images-small",
          "images-small-cpc",
          "images-small-greedy-supervised",
          "images-small-supervised",
          "librispeech",
          "librispeech-cpc",
          "librispeech-greedy-supervised",
          "librispeech-greedy-supervised-phones",
          "librispeech-supervised",
          "librispeech-supervised-phones",
          "quickstart",
          "speech-deep",
          "speech-small",
          "speech-small-cpc",
          "speech-small-greedy-supervised",
          "speech-small-greedy-supervised-phones",
          "speech-small-supervised",
          "speech-small-supervised-phones",
          "stl10",
          "stl10-cpc",
          "stl10-greedy-supervised",
          "stl10-supervised");

  private Presets() {}

  /**
   * Reads a recipe.
   *
   * @param recipe a path, which has a slash or ends in {@code .conf}, or else a preset's name
   * @param overrides texts {@code key=value}
   * @throws IllegalArgumentException if there is no such recipe, or it is wrong
   */
  public static Recipe read(String recipe, List<String> overrides) {
    return Conditions.checked(find(recipe, overrides));
  }

  private static Recipe find(String recipe, List<String> overrides) {
    if (isFile(recipe)) {
      return RecipeReader.read(Path.of(recipe), overrides);
    }
    String file = "conf/" + recipe + ".conf";
    Path atHome = Path.of(System.getProperty("gim.home", "")).resolve(file);
    if (System.getProperties().containsKey("gim.home") && Files.isRegularFile(atHome)) {
      return RecipeReader.read(atHome, overrides);
    }
    Check.argument(
        NAMES.contains(recipe),
        "there is no preset \"%s\": did you mean \"%s\"? The presets are %s; a file's name needs"
            + " a slash, or ends in .conf",
        recipe,
        Spelling.closest(recipe, NAMES),
        String.join(", ", NAMES));
    return RecipeReader.read(Presets.class.getClassLoader(), file, overrides);
  }

  private static boolean isFile(String recipe) {
    return recipe.contains("/") || recipe.endsWith(".conf");
  }

  /**
   * Checks that a recipe is not deleted together with what was made of it.
   *
   * @param recipe as for {@link #read}
   * @param output that is overwritten, on any file system; empty if nothing is
   * @throws IllegalArgumentException if it lies there
   */
  public static void requireOutside(String recipe, String output) {
    if (isFile(recipe) && !output.isEmpty()) {
      URI place = new org.apache.hadoop.fs.Path(output).toUri();
      boolean isElsewhere = place.getScheme() != null && !place.getScheme().equals("file");
      Check.argument(
          isElsewhere || !Location.isWithin(Path.of(recipe), Path.of(place.getPath())),
          "the recipe %s lies in %s, which would be overwritten: copy the recipe elsewhere first",
          recipe,
          output);
    }
  }
}
