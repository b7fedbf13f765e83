package org.greedyinfomax.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.study.Grid;
import org.greedyinfomax.job.study.StudyDesign;

/** Which trials the words after {@code gim study} ask for. */
final class StudyArguments {

  private StudyArguments() {}

  /** Whether grid and seeds are of the form that they must have. */
  static void check(Arguments arguments) {
    Grid.parse(arguments.all("grid"));
    seeds(arguments);
  }

  /**
   * All trials, with their recipes.
   *
   * @param overrides texts {@code key=value} for all of them
   * @throws IllegalArgumentException if a recipe is wrong, or two are the same
   */
  static StudyDesign design(Arguments arguments, List<String> overrides) {
    Grid grid = Grid.parse(arguments.all("grid"));
    grid.requireNone(overrides);
    String recipe = arguments.option("recipe", "speech-small");
    return StudyDesign.of(
        grid,
        seeds(arguments),
        settings ->
            Presets.read(recipe, Stream.concat(overrides.stream(), settings.stream()).toList()));
  }

  private static List<Long> seeds(Arguments arguments) {
    if (!arguments.has("seeds")) {
      return List.of();
    }
    String list = arguments.option("seeds");
    List<Long> seeds = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      Check.argument(
          word.strip().matches("-?[0-9]{1,18}"),
          "--seeds must be whole numbers with commas between, but is \"%s\"",
          list);
      seeds.add(Long.parseLong(word.strip()));
    }
    return seeds;
  }
}
