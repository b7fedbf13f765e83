package org.greedyinfomax.cli.command;

import java.util.Optional;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.Presets;

/** The options that several commands have about recipes, and how a recipe is read by them. */
final class RecipeOptions {

  static final Option<Optional<String>> SEED =
      Option.overriding("seed", "seed", "N", "overrides seed");

  private RecipeOptions() {}

  /**
   * Which recipe is meant.
   *
   * @param preset that is meant if none is named
   */
  static Option<String> recipe(String preset) {
    return Option.withDefault(
        "recipe", "FILE", "a preset or a file (default: " + Option.DEFAULT + ")", preset);
  }

  /** The labels that are probed. */
  static Option<Optional<String>> label(String text) {
    return Option.overriding("probe.label", "label", "NAME[,NAME]...", text);
  }

  /**
   * Reads the recipe, with all overrides.
   *
   * @throws IllegalArgumentException if there is none, or it is wrong
   */
  static Recipe read(Arguments arguments, Option<String> recipe) {
    TypedPaths paths = arguments.paths();
    return Presets.read(paths::hadoop, arguments.get(recipe), arguments.allOverrides())
        .withPaths(paths::whole);
  }

  /**
   * Reads the recipe, with all overrides.
   *
   * @param output that is deleted before the recipe has been carried out; empty if nothing is
   * @throws IllegalArgumentException if there is none, it is wrong or lies in the output
   */
  static Recipe readOutside(String output, Arguments arguments, Option<String> recipe) {
    Presets.requireOutside(arguments.paths()::hadoop, arguments.get(recipe), output);
    return read(arguments, recipe);
  }
}
