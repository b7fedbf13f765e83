package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.Probe;

/** {@code gim probe}. */
final class ProbeCommand implements Command {

  private static final Option<String> INPUT =
      Option.required("input", "PATH", "a corpus with labels").path();
  private static final Option<String> RUN =
      Option.required("run", "PATH", "run directory of the trained modules").path();
  private static final Option<Optional<String>> OUTPUT =
      Option.file("output", "JSON file for the results");
  private static final Option<Optional<String>> LABEL =
      RecipeOptions.label("labels to predict, one after another; overrides probe.label");
  private static final Option<List<String>> BESIDE =
      Option.optional(
              "beside",
              "RUN[,RUN]...",
              "runs that learned one of these labels: judge their own classifiers, too")
          .path()
          .as(list -> list.map(runs -> List.of(runs.split(",", -1))).orElse(List.of()));

  @Override
  public String word() {
    return "probe";
  }

  @Override
  public String summary() {
    return "judge representations by simple classifiers";
  }

  @Override
  public String keys() {
    return "keys of the run's recipe under probe";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(INPUT, RUN, OUTPUT, LABEL, BESIDE);
  }

  @Override
  public void check(Arguments arguments) {
    for (String override : arguments.keys()) {
      Check.argument(
          override.startsWith("probe."),
          "\"%s\" cannot be overridden: the run has its recipe, of which a probe takes only"
              + " keys under probe",
          override);
    }
  }

  @Override
  public Invocation<Probe.Options> read(Arguments arguments) {
    return new Invocation<>(
        "probe",
        new Probe.Options(
            arguments.get(INPUT),
            arguments.get(RUN),
            arguments.get(OUTPUT),
            arguments.allOverrides(),
            arguments.get(BESIDE)),
        ProbeCommand::run);
  }

  private static void run(Probe.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    context.out().print(new Probe(spark).run(options).toText());
  }
}
