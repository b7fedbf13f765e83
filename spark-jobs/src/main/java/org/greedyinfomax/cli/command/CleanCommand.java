package org.greedyinfomax.cli.command;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.job.Clean;

/** {@code gim clean}. */
final class CleanCommand implements Command {

  private static final Option<Optional<String>> RUN =
      Option.optional("run", "PATH", "run directory to clean").path();
  private static final Option<Optional<String>> INPUT =
      Option.optional("input", "PATH", "corpus to clean").path();
  private static final Option<Duration> OLDER_THAN =
      Option.withDefault(
              "older-than",
              "MINUTES",
              "only what was last modified so long ago (default: " + Option.DEFAULT + ")",
              "60")
          .as(CleanCommand::minutes);
  private static final Option<Boolean> DRY_RUN =
      Option.toggle("dry-run", "list it, and delete nothing");

  @Override
  public String word() {
    return "clean";
  }

  @Override
  public String summary() {
    return "delete what killed processes have left";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RUN, INPUT, OLDER_THAN, DRY_RUN);
  }

  private static Duration minutes(String word) {
    Check.argument(
        word.matches("[0-9]{1,9}"),
        "--older-than must be a whole number of minutes, but is \"%s\"",
        word);
    return Duration.ofMinutes(Long.parseLong(word));
  }

  @Override
  public void check(Arguments arguments) {
    Check.argument(
        arguments.has(RUN) != arguments.has(INPUT),
        "name either a run to clean with --run or a corpus with --input");
  }

  @Override
  public Invocation<Clean.Options> read(Arguments arguments) {
    Optional<String> run = arguments.get(RUN);
    return new Invocation<>(
        "clean",
        new Clean.Options(
            run.isPresent() ? Clean.Place.RUN : Clean.Place.CORPUS,
            run.or(() -> arguments.get(INPUT)).orElseThrow(),
            arguments.get(OLDER_THAN),
            arguments.get(DRY_RUN)),
        CleanCommand::run);
  }

  private static void run(Clean.Options options, SparkSession spark, CommandContext context)
      throws IOException {
    Clean clean = new Clean(spark.sparkContext().hadoopConfiguration());
    context.out().print(clean.run(options).toText());
  }
}
