package org.greedyinfomax.bench.run;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.bench.ScratchDirectory;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.model.cost.ModuleCost;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.model.spec.StackSpec;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.simulation.Cluster;
import org.greedyinfomax.simulation.SimulatedThroughput;
import org.greedyinfomax.simulation.SimulatedTraining;
import org.greedyinfomax.simulation.Simulation;
import org.greedyinfomax.simulation.Workload;
import org.greedyinfomax.storage.Scratch;

/**
 * What storing activations between stage groups costs: trains the same recipe on the same corpus
 * with all modules in one group, with each in a group of its own, and with two groups that cost
 * about the same.
 *
 * <p>A run is as many whole epochs as give at least 12 rounds. Its clock starts when the lowest
 * group has finished its first round and stops when the topmost has finished the last; that time is
 * divided by the rounds but one. So in a pipeline the time counts in which upper groups have no
 * input yet, and that in which lower ones have nothing left to do, and of the upper groups all
 * rounds: what is found is rather too much, by the less the longer the run. Processor time is
 * measured, too, of whole runs: it tells what a schedule costs where cores are busy anyway.
 *
 * <p>The schedules take turns, so that whatever else the machine does meets all of them, and each
 * is compared with the fused run of its turn. A turn of short runs before the first lets Java
 * compile. All runs must learn the same, to the bit.
 */
public final class PipelineBenchmark {

  private static final int LEAST_ROUNDS = 12;
  private static final String FUSED = "fused";
  private static final String PIPELINED = "pipelined";

  private final SparkSession spark;
  private final PrintStream out;

  /**
   * Makes a benchmark.
   *
   * @param out is told when a run has ended
   */
  public PipelineBenchmark(SparkSession spark, PrintStream out) {
    this.spark = spark;
    this.out = out;
  }

  /**
   * Measures.
   *
   * @param recipe of at least two modules; its schedule and number of epochs do not matter
   * @param corpus to train on
   * @param scratch where run directories are put for the time being; empty: the temporary folder
   * @param repeats of every schedule, at least 1
   * @throws IllegalArgumentException if recipe and corpus do not fit
   */
  public PipelineReport run(Recipe recipe, String corpus, String scratch, int repeats)
      throws IOException {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    Check.argument(
        recipe.stack().modules().size() >= 2,
        "a pipeline needs at least two modules, but the recipe has one");
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (Scratch directory = ScratchDirectory.in(hadoop, scratch)) {
      return run(recipe, corpus, directory.path(), repeats);
    }
  }

  private PipelineReport run(Recipe recipe, String corpus, Path directory, int repeats)
      throws IOException {
    Map<String, String> schedules = schedules(recipe);
    Path run = new Path(directory, "run");
    for (String schedule : schedules.values()) {
      TimedRun.of(spark, with(recipe, schedule, 1), corpus, run.toString());
    }
    int epochs = TimedRun.epochs(spark, recipe, run.toString(), LEAST_ROUNDS);
    Map<String, List<TimedRun>> runs = new LinkedHashMap<>();
    for (int i = 0; i < repeats; i++) {
      for (Map.Entry<String, String> schedule : schedules.entrySet()) {
        TimedRun found =
            TimedRun.of(spark, with(recipe, schedule.getValue(), epochs), corpus, run.toString());
        runs.computeIfAbsent(schedule.getKey(), name -> new ArrayList<>()).add(found);
        out.printf(
            Locale.ROOT,
            "%d of %d: %s, %.3f s per round%n",
            i + 1,
            repeats,
            schedule.getKey(),
            found.secondsPerRound());
      }
    }
    return new PipelineReport(
        PipelineReport.VERSION,
        corpus,
        recipe.training().replicas(),
        spark.sparkContext().defaultParallelism(),
        Text.word(recipe.stack().borders()),
        runs.get(FUSED).get(0).rounds(),
        recipe.training().localSteps(),
        repeats,
        commonHash(runs),
        runs.entrySet().stream()
            .map(
                entry ->
                    row(
                        entry.getKey(),
                        entry.getValue(),
                        runs.get(FUSED),
                        simulated(recipe, entry.getValue(), runs.get(PIPELINED))))
            .toList());
  }

  /** Schedules as recipes spell them, by name. */
  private static Map<String, String> schedules(Recipe recipe) {
    Map<String, String> schedules = new LinkedHashMap<>();
    schedules.put(FUSED, FUSED);
    schedules.put(PIPELINED, PIPELINED);
    int modules = recipe.stack().modules().size();
    int cut = balancedCut(recipe.stack(), recipe.input().sample());
    schedules.put(
        "balanced",
        List.of(
                IntStream.range(0, cut).boxed().toList(),
                IntStream.range(cut, modules).boxed().toList())
            .toString());
    return schedules;
  }

  /** The first module of the upper of two groups, of which the dearer is as cheap as can be. */
  private static int balancedCut(StackSpec stack, SampleShape sample) {
    long[] below = new long[stack.modules().size() + 1]; // FLOPs of the modules below each
    for (int m = 0; m + 1 < below.length; m++) {
      below[m + 1] = below[m] + ModuleCost.of(stack, m, sample).trainingFlops();
    }
    long all = below[below.length - 1];
    int best = 1;
    for (int cut = 1; cut + 1 < below.length; cut++) {
      if (Math.max(below[cut], all - below[cut]) < Math.max(below[best], all - below[best])) {
        best = cut;
      }
    }
    return best;
  }

  private static Recipe with(Recipe recipe, String schedule, int epochs) {
    return RecipeReader.read(
        "the recipe of the benchmark",
        recipe.toHocon(),
        List.of("training.schedule=" + schedule, "training.epochs=" + epochs));
  }

  private static String commonHash(Map<String, List<TimedRun>> runs) {
    List<String> hashes =
        runs.values().stream().flatMap(List::stream).map(TimedRun::hash).distinct().toList();
    if (hashes.size() > 1) {
      throw new IllegalStateException(
          "runs that differ in nothing but the schedule have learned different things: " + hashes);
    }
    return hashes.get(0);
  }

  /**
   * What is predicted of a schedule from the pipelined run of the same turn, relative to what it
   * took.
   */
  private MedianAndRange simulated(Recipe recipe, List<TimedRun> runs, List<TimedRun> pipelined) {
    Cluster here =
        new Cluster(
            1,
            spark.sparkContext().defaultParallelism(),
            0,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY);
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      TimedRun run = runs.get(i);
      Workload workload = Workload.of(recipe, pipelined.get(i).lines()).grouped(run.groupSizes());
      SimulatedThroughput foreseen =
          new Simulation(
                  workload,
                  here,
                  new SimulatedTraining(
                      recipe.training().replicas(), recipe.activations().window(), run.rounds()),
                  0,
                  0)
              .run();
      ratios.add(foreseen.secondsPerRound() / run.secondsPerRound());
    }
    return MedianAndRange.of(ratios);
  }

  private static PipelineReport.Row row(
      String schedule, List<TimedRun> runs, List<TimedRun> fused, MedianAndRange simulated) {
    return new PipelineReport.Row(
        schedule,
        runs.get(0).groups(),
        values(runs, TimedRun::secondsPerRound),
        ratios(runs, fused, TimedRun::secondsPerRound),
        values(runs, TimedRun::processorSecondsPerRound),
        ratios(runs, fused, TimedRun::processorSecondsPerRound),
        simulated,
        new PipelineReport.Seconds(
            median(runs, RoundMetrics.Seconds::waiting),
            median(runs, RoundMetrics.Seconds::reading),
            median(runs, RoundMetrics.Seconds::computing),
            median(runs, RoundMetrics.Seconds::writing)),
        runs.get(0).perRound(line -> line.border().written() * 1e-6));
  }

  private static MedianAndRange values(List<TimedRun> runs, ToDoubleFunction<TimedRun> value) {
    return MedianAndRange.of(runs.stream().map(value::applyAsDouble).toList());
  }

  private static MedianAndRange ratios(
      List<TimedRun> runs, List<TimedRun> others, ToDoubleFunction<TimedRun> value) {
    return MedianAndRange.of(
        IntStream.range(0, runs.size())
            .mapToObj(i -> value.applyAsDouble(runs.get(i)) / value.applyAsDouble(others.get(i)))
            .toList());
  }

  private static double median(List<TimedRun> runs, ToDoubleFunction<RoundMetrics.Seconds> part) {
    return values(runs, run -> run.perRound(line -> part.applyAsDouble(line.seconds()))).median();
  }
}
