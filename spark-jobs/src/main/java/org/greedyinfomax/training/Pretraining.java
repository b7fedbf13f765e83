package org.greedyinfomax.training;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.InfoNceSpec;
import org.greedyinfomax.model.ModuleLayout;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.Spread;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.storage.Packed;

/**
 * The rounds of a run: broadcast the averaged states, train every replica in a task of its own,
 * average in the order of the replicas, commit.
 */
public final class Pretraining {

  private final JavaSparkContext spark;
  private final Recipe recipe;
  private final Rounds rounds;
  private final Crops crops;
  private final Progress progress;
  private final Interruption interruption;
  private final Checkpoints checkpoints;
  private final Metrics metrics;
  private Checkpoint latest;
  private int saved;

  /**
   * Prepares to train.
   *
   * @param start where the rounds is taken up
   */
  Pretraining(
      SparkSession spark,
      RunDirectory run,
      Recipe recipe,
      Rounds rounds,
      Crops crops,
      Checkpoint start,
      Progress progress,
      Interruption interruption)
      throws IOException {
    this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.recipe = recipe;
    this.rounds = rounds;
    this.crops = crops;
    this.progress = progress;
    this.interruption = interruption;
    checkpoints = run.checkpoints();
    metrics = run.metrics();
    latest = start;
    saved = start.rounds();
  }

  /**
   * Trains to the end or an interruption. Even if it fails, the last finished round is saved.
   *
   * @throws IllegalArgumentException if training diverges
   */
  Checkpoint train() throws IOException {
    checkpoints.truncate(latest.rounds());
    metrics.truncate(latest.rounds());
    try (Closeable lastly = this::save) {
      trainRounds();
    }
    return latest;
  }

  private void trainRounds() throws IOException {
    Broadcast<Packed<Crops>> samples = spark.broadcast(Packed.of(Crops.class, crops));
    try {
      while (latest.rounds() < rounds.count() && !interruption.isRequested()) {
        trainRound(samples);
      }
    } catch (Exception e) { // Spark's are checked, but undeclared in Java
      if (!interruption.isRequested()) {
        throw e;
      }
    } finally {
      samples.destroy();
    }
  }

  private void trainRound(Broadcast<Packed<Crops>> samples) throws IOException {
    long start = System.nanoTime();
    Rounds.Round round = rounds.round(latest.rounds());
    List<ReplicaResult> results = runReplicas(round, samples);
    long trained = System.nanoTime();
    latest = average(round, results);
    long averaged = System.nanoTime();
    RoundMetrics found =
        metricsOf(
            round,
            results,
            new RoundMetrics.Seconds(
                (averaged - start) * 1e-9,
                mean(results.stream().mapToDouble(ReplicaResult::readingSeconds).toArray()),
                mean(results.stream().mapToDouble(ReplicaResult::computingSeconds).toArray()),
                (averaged - trained) * 1e-9,
                0));
    metrics.add(found);
    boolean isDue =
        latest.rounds() % recipe.training().checkpointInterval() == 0
            || latest.rounds() == rounds.count();
    if (isDue) {
      save();
      found = found.committedIn((System.nanoTime() - averaged) * 1e-9);
      metrics.replaceLast(found);
    }
    progress.round(found);
  }

  /** Metrics first, so that no checkpoint is of a round that they miss. */
  private void save() throws IOException {
    metrics.flush();
    if (saved < latest.rounds()) {
      checkpoints.write(latest);
      saved = latest.rounds();
    }
  }

  /** The untrained stack of a recipe. */
  public static Checkpoint untrained(Recipe recipe) {
    List<ModuleState> states = new ArrayList<>();
    List<byte[]> files = new ArrayList<>();
    for (int m = 0; m < recipe.stack().modules().size(); m++) {
      ModuleLayout layout = ModuleLayout.of(recipe.stack(), m);
      states.add(ModuleState.initial(layout, recipe.seed(), m));
      files.add(states.get(m).toBytes(layout));
    }
    return new Checkpoint(0, files, states);
  }

  private List<ReplicaResult> runReplicas(Rounds.Round round, Broadcast<Packed<Crops>> samples)
      throws IOException {
    int replicas = recipe.training().replicas();
    byte[][] files = latest.files().subList(0, round.modules()).toArray(byte[][]::new);
    Broadcast<byte[][]> states = spark.broadcast(files);
    spark.setJobDescription(
        "%s · round %d/%d%s"
            .formatted(modulesOf(round), round.number() + 1, rounds.count(), progress.lastLoss()));
    try {
      List<byte[]> outcomes =
          spark
              .parallelize(IntStream.range(0, replicas).boxed().toList(), replicas)
              .mapPartitions(new ReplicaRound(recipe, round, samples, states))
              .collect();
      List<ReplicaResult> results = new ArrayList<>();
      for (byte[] outcome : outcomes) {
        results.add(JavaBytes.read(outcome, ReplicaOutcome.class).learned(round));
      }
      return results;
    } finally {
      states.destroy();
    }
  }

  private String modulesOf(Rounds.Round round) {
    String first = recipe.stack().modules().get(round.firstTrained()).name();
    String last = recipe.stack().modules().get(round.modules() - 1).name();
    return first.equals(last) ? "module " + first : "modules " + first + " to " + last;
  }

  private Checkpoint average(Rounds.Round round, List<ReplicaResult> results) {
    List<ModuleState> states = new ArrayList<>(latest.states());
    List<byte[]> files = new ArrayList<>(latest.files());
    List<ModuleState> means = Averaging.of(recipe.stack(), round, results);
    for (int i = 0; i < means.size(); i++) {
      int m = round.firstTrained() + i;
      states.set(m, means.get(i));
      files.set(m, means.get(i).toBytes(ModuleLayout.of(recipe.stack(), m)));
    }
    return new Checkpoint(latest.rounds() + 1, files, states);
  }

  private RoundMetrics metricsOf(
      Rounds.Round round, List<ReplicaResult> results, RoundMetrics.Seconds seconds) {
    RoundMeans means = new RoundMeans(round.modules() - round.firstTrained());
    results.forEach(result -> means.add(result.steps()));
    List<RoundMetrics.Module> modules = new ArrayList<>();
    for (TrainableModule.Step step : means.means()) {
      int m = round.firstTrained() + modules.size();
      modules.add(metricsOf(recipe.stack().modules().get(m).name(), step));
    }
    int steps = round.firstStep() + round.steps();
    long perStep = (long) recipe.training().replicas() * recipe.training().batchSize();
    return new RoundMetrics(
        round.number() + 1,
        rounds.count(),
        steps,
        steps * perStep,
        (double) steps / rounds.stepsPerEpoch(),
        modules,
        seconds);
  }

  private RoundMetrics.Module metricsOf(String name, TrainableModule.Step step) {
    InfoNceSpec loss = recipe.stack().loss();
    return new RoundMetrics.Module(
        name,
        step.loss(),
        loss.ceiling() - step.loss(),
        step.accuracy(),
        step.spread(),
        step.spread() < Spread.COLLAPSED);
  }

  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }
}
