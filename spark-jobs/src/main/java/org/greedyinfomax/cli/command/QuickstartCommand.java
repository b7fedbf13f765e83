package org.greedyinfomax.cli.command;

import java.util.List;
import org.greedyinfomax.job.Quickstart;

/** {@code gim quickstart}. */
final class QuickstartCommand implements Command {

  private static final Option<String> OUTPUT =
      Option.withDefault(
              "output",
              "PATH",
              "folder for all of it (default: " + Option.DEFAULT + ")",
              "gim-quickstart")
          .path();
  private static final Option<Boolean> OVERWRITE = Option.overwrite();
  private static final Option<String> RECIPE = RecipeOptions.recipe("quickstart");

  @Override
  public String word() {
    return "quickstart";
  }

  @Override
  public String summary() {
    return "make speech, a corpus, a trained model and a probe, in minutes";
  }

  @Override
  public String keys() {
    return "keys of the recipe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(OUTPUT, OVERWRITE, RECIPE, RecipeOptions.SEED);
  }

  @Override
  public Invocation<Quickstart.Options> read(Arguments arguments) {
    String output = arguments.get(OUTPUT);
    boolean overwrite = arguments.get(OVERWRITE);
    return new Invocation<>(
        "quickstart",
        new Quickstart.Options(
            output,
            overwrite,
            RecipeOptions.readOutside(overwrite ? output : "", arguments, RECIPE)),
        (options, spark, context) -> new Quickstart(spark, context.out()).run(options));
  }
}
