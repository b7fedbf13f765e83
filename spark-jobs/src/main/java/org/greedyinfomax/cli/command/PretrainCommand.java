package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.Pretrain;

/** {@code gim pretrain}. */
final class PretrainCommand implements Command {

  private static final Option<String> INPUT = Option.required("input", "PATH", "the corpus").path();
  private static final Option<String> RUN =
      Option.required("run", "PATH", "run directory: checkpoints, metrics, model").path();
  private static final Option<Optional<String>> INIT_FROM =
      Option.optional(
              "init-from",
              "RUN",
              "put the recipe's new modules on that finished run, and train only them; or, if the recipe"
                  + " learns from labels, train all from that run's weights on")
          .path();
  private static final Option<Boolean> RESUME =
      Option.toggle("resume", "go on where the run stopped, by its own recipe if none is named");
  private static final Option<Boolean> OVERWRITE =
      Option.toggle("overwrite", "delete the run that is there and start again");
  private static final Option<String> RECIPE = RecipeOptions.recipe("speech-small");

  @Override
  public String word() {
    return "pretrain";
  }

  @Override
  public String summary() {
    return "train the modules on a corpus";
  }

  @Override
  public String keys() {
    return "keys of the recipe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, RUN, INIT_FROM, RESUME, OVERWRITE, RECIPE, RecipeOptions.SEED);
  }

  @Override
  public void check(Arguments arguments) {
    Check.argument(
        !(arguments.get(RESUME) && arguments.get(OVERWRITE)),
        "--resume keeps the run and --overwrite deletes it: give one of them");
    Check.argument(
        !(arguments.get(RESUME) && arguments.has(INIT_FROM)),
        "--resume knows what the run was begun from: leave out --init-from");
  }

  @Override
  public Invocation<?> read(Arguments arguments) {
    return arguments.get(RESUME)
        ? new Invocation<>("pretrain", resumed(arguments), PretrainCommand::resume)
        : new Invocation<>("pretrain", started(arguments), PretrainCommand::start);
  }

  private static Pretrain.Options started(Arguments arguments) {
    String run = arguments.get(RUN);
    boolean overwrite = arguments.get(OVERWRITE);
    return new Pretrain.Options(
        arguments.get(INPUT),
        run,
        arguments.get(INIT_FROM),
        overwrite,
        RecipeOptions.readOutside(overwrite ? run : "", arguments, RECIPE));
  }

  private static Pretrain.ResumeOptions resumed(Arguments arguments) {
    boolean isNamed = arguments.has(RECIPE);
    return new Pretrain.ResumeOptions(
        arguments.get(INPUT),
        arguments.get(RUN),
        isNamed ? Optional.of(RecipeOptions.read(arguments, RECIPE)) : Optional.empty(),
        isNamed ? List.of() : arguments.allOverrides());
  }

  private static void start(Pretrain.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    tell(new Pretrain(spark, context.progress()).run(options), context);
  }

  private static void resume(
      Pretrain.ResumeOptions options, SparkSession spark, CommandContext context)
      throws IOException {
    tell(new Pretrain(spark, context.progress()).resume(options), context);
  }

  private static void tell(Pretrain.Report report, CommandContext context) {
    context.say(
        "trained %d of %d rounds%s in %s; the modules' states have SHA-256 %s",
        report.rounds(),
        report.ofRounds(),
        report.rounds() < report.ofRounds() ? ", after which all modules had stopped," : "",
        report.run(),
        report.stateHash());
  }
}
