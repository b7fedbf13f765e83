package org.greedyinfomax.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.Check;
import org.greedyinfomax.Spelling;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.config.hocon.RecipeFolder;
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
   * Reads a preset.
   *
   * @param overrides texts {@code key=value}
   * @throws IllegalArgumentException if there is no such preset, or an override is wrong
   */
  public static Recipe read(String preset, List<String> overrides) {
    return Conditions.checked(findPreset(preset, overrides));
  }

  /**
   * Reads a recipe.
   *
   * @param hadoop is asked only for a recipe that does not lie on this machine
   * @param recipe a path, which has a slash or ends in {@code .conf}, or else a preset's name. A
   *     path without a scheme is one of this machine's files or, if there is none, one of the
   *     default file system
   * @param overrides texts {@code key=value}
   * @throws IllegalArgumentException if there is no such recipe, or it is wrong
   */
  public static Recipe read(Supplier<Configuration> hadoop, String recipe, List<String> overrides) {
    return isFile(recipe)
        ? Conditions.checked(readFile(hadoop, recipe, overrides))
        : read(recipe, overrides);
  }

  private static Recipe readFile(
      Supplier<Configuration> hadoop, String recipe, List<String> overrides) {
    Optional<Path> local = local(recipe);
    if (local.filter(Files::isRegularFile).isPresent()) {
      return RecipeReader.read(local.get(), overrides);
    }
    try {
      Configuration settings = hadoop.get();
      org.apache.hadoop.fs.Path file = Location.whole(settings, recipe);
      Check.argument(
          !Location.isLocal(settings, file),
          "there is no recipe %s: name a file or a preset",
          recipe);
      RemoteFolder folder = new RemoteFolder(settings, file.getParent());
      RecipeFolder.Included found =
          folder
              .read(file.getName())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          Text.format(
                              "there is no recipe %s%s: name a file or a preset",
                              file,
                              local.isEmpty() ? "" : ", nor " + recipe + " on this machine")));
      return RecipeReader.read(found.name(), found.text(), folder, overrides);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          Text.format("cannot read the recipe %s: %s", recipe, e.getMessage()), e);
    }
  }

  /** A path on this machine, if it may be one. */
  private static Optional<Path> local(String recipe) {
    return Location.hasScheme(recipe)
        ? Optional.of(new org.apache.hadoop.fs.Path(recipe).toUri())
            .filter(uri -> uri.getScheme().equals("file"))
            .map(uri -> Path.of(uri.getPath()))
        : Optional.of(Path.of(recipe));
  }

  private static Recipe findPreset(String recipe, List<String> overrides) {
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
   * @param hadoop is asked only if there is something to compare
   * @param recipe as for {@link #read}
   * @param output whole path of what is overwritten; empty if nothing is
   * @throws IllegalArgumentException if it lies there
   */
  public static void requireOutside(Supplier<Configuration> hadoop, String recipe, String output) {
    if (!isFile(recipe) || output.isEmpty()) {
      return;
    }
    try {
      Optional<Path> local = local(recipe).filter(Files::exists);
      String place = local.isPresent() ? "file:" + local.get().toAbsolutePath() : recipe;
      Configuration settings = hadoop.get();
      Check.argument(
          !Location.isWithin(
              settings, Location.whole(settings, place), new org.apache.hadoop.fs.Path(output)),
          "the recipe %s lies in %s, which would be overwritten: copy the recipe elsewhere first",
          recipe,
          output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
