package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.job.Plan;

/** {@code gim plan}. */
final class PlanCommand implements Command {

  private static final Option<Optional<String>> INPUT =
      Option.optional("input", "PATH", "the corpus, to know how many rounds there are").path();
  private static final Option<Optional<String>> RUN =
      Option.optional("run", "PATH", "measure the file system of this run directory").path();
  private static final Option<String> RECIPE = RecipeOptions.recipe("speech-small");

  @Override
  public String word() {
    return "plan";
  }

  @Override
  public String summary() {
    return "predict costs, speed and the best schedule of a training";
  }

  @Override
  public String keys() {
    return "keys of the recipe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, RUN, RECIPE, RecipeOptions.SEED);
  }

  @Override
  public Invocation<Plan.Options> read(Arguments arguments) {
    return new Invocation<>(
        "plan",
        new Plan.Options(
            arguments.get(INPUT), arguments.get(RUN), RecipeOptions.read(arguments, RECIPE)),
        PlanCommand::run);
  }

  private static void run(Plan.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    context.out().print(new Plan(spark).run(options).toText());
  }
}
