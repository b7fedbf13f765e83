package org.greedyinfomax.cli.command;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.Synthesize;

/** {@code gim synthesize}. */
final class SynthesizeCommand implements Command {

  private static final Option<String> OUTPUT =
      Option.required("output", "PATH", "folder for the recordings").path();
  private static final Option<Boolean> OVERWRITE = Option.overwrite();
  private static final Option<String> RECIPE = RecipeOptions.recipe("speech-small");

  @Override
  public String word() {
    return "synthesize";
  }

  @Override
  public String summary() {
    return "make recordings of artificial speech";
  }

  @Override
  public String keys() {
    return "keys of the recipe, mostly of synthesis";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(OUTPUT, OVERWRITE, RECIPE, RecipeOptions.SEED);
  }

  @Override
  public Invocation<Synthesize.Options> read(Arguments arguments) {
    Recipe recipe = RecipeOptions.read(arguments, RECIPE);
    return new Invocation<>(
        "synthesize",
        new Synthesize.Options(
            Synthesize.configOf(recipe), arguments.get(OUTPUT), arguments.get(OVERWRITE)),
        SynthesizeCommand::run);
  }

  private static void run(Synthesize.Options options, SparkSession spark, CommandContext context) {
    Synthesize.Summary summary = new Synthesize(spark, options).run();
    context.say(
        "synthesized %d recordings, %.2f hours, in %s",
        summary.utterances(), summary.hours(), summary.output());
  }
}
