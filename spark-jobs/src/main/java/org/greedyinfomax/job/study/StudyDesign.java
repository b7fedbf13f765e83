package org.greedyinfomax.job.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.Recipe;

/**
 * Which trials a study has: every point of a grid with every seed.
 *
 * @param base the recipe without grid and seeds
 * @param keys of the grid, in the order of the table's columns
 * @param trials point after point, each with all seeds; all different
 */
public record StudyDesign(Recipe base, List<String> keys, List<Trial> trials) {

  public StudyDesign {
    keys = List.copyOf(keys);
    trials = List.copyOf(trials);
  }

  /**
   * Makes the recipe of every trial.
   *
   * @param seeds of each point; the base recipe's own if there are none
   * @param recipes the recipe with texts {@code key=value} in place of its own values
   * @throws IllegalArgumentException if a recipe is wrong, or two are the same
   */
  public static StudyDesign of(
      Grid grid, List<Long> seeds, Function<List<String>, Recipe> recipes) {
    Recipe base = recipes.apply(List.of());
    List<Long> all = seeds.isEmpty() ? List.of(base.seed()) : seeds;
    Check.argument(
        new HashSet<>(all).size() == all.size(), "--seeds names a seed twice: %s", seeds);
    List<String> keys = grid.keys();
    List<Trial> trials = new ArrayList<>();
    Map<Recipe, Trial> known = new HashMap<>();
    for (List<String> values : grid.points()) {
      for (long seed : all) {
        Trial trial = trial(keys, values, seed, recipes);
        Trial same = known.put(trial.recipe(), trial);
        Check.argument(
            same == null,
            "the trials \"%s\" and \"%s\" have the same recipe: leave out one of the values",
            same == null ? "" : same.described(keys),
            trial.described(keys));
        trials.add(trial);
      }
    }
    return new StudyDesign(base, keys, trials);
  }

  private static Trial trial(
      List<String> keys, List<String> values, long seed, Function<List<String>, Recipe> recipes) {
    List<String> settings = new ArrayList<>(Trial.settings(keys, values));
    settings.add("seed=" + seed);
    try {
      Recipe recipe = recipes.apply(settings);
      return new Trial(Trial.name(keys, values, seed), values, seed, recipe);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Text.format("the trial \"%s\" cannot be: %s", String.join(" ", settings), e.getMessage()),
          e);
    }
  }

  /** The points of the grid, in the order of their trials. */
  List<List<String>> points() {
    return trials.stream().map(Trial::values).distinct().toList();
  }
}
