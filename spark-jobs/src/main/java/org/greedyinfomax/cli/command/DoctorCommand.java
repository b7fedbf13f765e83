package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.doctor.Diagnosis;
import org.greedyinfomax.job.Preflight;

/** {@code gim doctor}. */
final class DoctorCommand implements Command {

  private static final Option<Optional<String>> RUN =
      Option.optional("run", "PATH", "try the file system of this run directory").path();
  private static final Option<String> RECIPE = RecipeOptions.recipe("speech-small");

  @Override
  public String word() {
    return "doctor";
  }

  @Override
  public String summary() {
    return "look at driver and executors as a training would find them";
  }

  @Override
  public String keys() {
    return "keys of the recipe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RUN, RECIPE, RecipeOptions.SEED);
  }

  @Override
  public Invocation<Preflight.Options> read(Arguments arguments) {
    return new Invocation<>(
        "doctor",
        new Preflight.Options(arguments.get(RUN), RecipeOptions.read(arguments, RECIPE)),
        DoctorCommand::run);
  }

  private static void run(Preflight.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    Diagnosis diagnosis = Preflight.examine(spark, options);
    context.out().print(diagnosis.toText());
    Preflight.require(diagnosis);
  }
}
