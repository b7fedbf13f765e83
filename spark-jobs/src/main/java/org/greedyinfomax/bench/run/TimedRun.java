package org.greedyinfomax.bench.run;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.bench.Elapsed;
import org.greedyinfomax.bench.TimePoint;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.TrainingRun;

/**
 * A training that has ended, and how long it took.
 *
 * <p>The clock starts when the lowest group has finished its first round and stops when the topmost
 * has finished the last; that time is divided by the rounds but one.
 *
 * @param hash names what it has learned
 * @param processorSeconds of all threads of this process, from its start to its end
 * @param lines a line for every round of every stage group
 */
record TimedRun(String hash, double processorSeconds, List<RoundMetrics> lines) {

  TimedRun {
    lines = List.copyOf(lines);
  }

  /** Trains from the start to the end; what was in the run directory is lost. */
  static TimedRun of(SparkSession spark, Recipe recipe, String corpus, String run)
      throws IOException {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    TimePoint start = TimePoint.now();
    String hash =
        TrainingRun.start(spark, recipe, corpus, run, RunDirectory.Existing.OVERWRITE)
            .train(new Progress(nowhere, Double.MAX_VALUE))
            .hash();
    Elapsed elapsed = Elapsed.between(start, TimePoint.now());
    return new TimedRun(
        hash,
        elapsed.processor(),
        RunDirectory.open(spark.sparkContext().hadoopConfiguration(), run).rounds());
  }

  /**
   * So many whole epochs that a run of a recipe has at least some rounds.
   *
   * @param run directory of a run by that recipe, of however many epochs
   */
  static int epochs(SparkSession spark, Recipe recipe, String run, int leastRounds)
      throws IOException {
    long recordings =
        RunDirectory.open(spark.sparkContext().hadoopConfiguration(), run).input().recordings();
    Rounds rounds = Rounds.of(recipe.training(), 0, recipe.stack().modules().size(), recordings);
    return (leastRounds * rounds.localSteps() - 1) / rounds.stepsPerEpoch() + 1;
  }

  int rounds() {
    return lines.get(0).rounds();
  }

  List<String> groups() {
    return lines.stream().filter(line -> line.round() == 1).map(RoundMetrics::group).toList();
  }

  /** Modules of each group, lowest first. */
  List<Integer> groupSizes() {
    return lines.stream()
        .filter(line -> line.round() == 1)
        .map(line -> line.modules().size())
        .toList();
  }

  double processorSecondsPerRound() {
    return processorSeconds / rounds();
  }

  double secondsPerRound() {
    return seconds() / (rounds() - 1);
  }

  /** The same time for each step of a replica, where rounds are not alike. */
  double secondsPerStep() {
    int first = lines.get(0).step();
    int last = lines.stream().mapToInt(RoundMetrics::step).max().orElseThrow();
    return seconds() / (last - first);
  }

  private double seconds() {
    double start =
        lines.stream()
            .filter(line -> line.round() == 1)
            .mapToDouble(TimedRun::end)
            .min()
            .orElseThrow();
    double end = lines.stream().mapToDouble(TimedRun::end).max().orElseThrow();
    return end - start;
  }

  private static double end(RoundMetrics line) {
    return line.seconds().start() + line.seconds().wall();
  }

  /** The sum over all groups, without their first rounds, for each round. */
  double perRound(ToDoubleFunction<RoundMetrics> part) {
    return lines.stream().filter(line -> line.round() > 1).mapToDouble(part).sum() / (rounds() - 1);
  }
}
