package org.greedyinfomax.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.Presets;
import org.greedyinfomax.job.study.Grid;
import org.greedyinfomax.job.study.GridSearch;
import org.greedyinfomax.job.study.StudyDesign;

/** {@code gim study}. */
final class StudyCommand implements Command {

  private static final Option<String> INPUT =
      Option.required("input", "PATH", "a corpus with labels").path();
  private static final Option<String> OUTPUT =
      Option.required("output", "PATH", "folder for all of it; one that was begun is gone on with")
          .path();
  private static final Option<Grid> GRID =
      Option.repeated(
              "grid", "KEY=VALUE[,VALUE]...", "values of a key; several keys by ; vary together")
          .as(Grid::parse);
  private static final Option<List<Long>> SEEDS =
      Option.optional("seeds", "N[,N]...", "seeds of every combination (default: the recipe's)")
          .as(list -> list.map(StudyCommand::numbers).orElse(List.of()));
  private static final Option<Optional<String>> LABEL =
      RecipeOptions.label("labels to predict, one after another; overrides probe.label");
  private static final Option<String> RECIPE = RecipeOptions.recipe("speech-small");

  @Override
  public String word() {
    return "study";
  }

  @Override
  public String summary() {
    return "train and probe a recipe with every combination of some values";
  }

  @Override
  public String keys() {
    return "keys of all trials' recipe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, OUTPUT, GRID, SEEDS, LABEL, RECIPE);
  }

  private static List<Long> numbers(String list) {
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

  @Override
  public Invocation<GridSearch.Options> read(Arguments arguments) {
    List<String> overrides = arguments.allOverrides();
    Grid grid = arguments.get(GRID);
    grid.requireNone(overrides);
    String recipe = arguments.get(RECIPE);
    TypedPaths paths = arguments.paths();
    StudyDesign design =
        StudyDesign.of(
            grid,
            arguments.get(SEEDS),
            settings ->
                Presets.read(
                        paths::hadoop,
                        recipe,
                        Stream.concat(overrides.stream(), settings.stream()).toList())
                    .withPaths(paths::whole));
    return new Invocation<>(
        "study",
        new GridSearch.Options(arguments.get(INPUT), arguments.get(OUTPUT), design),
        (options, spark, context) ->
            new GridSearch(spark, context.progress(), context.out()).run(options));
  }
}
