package org.greedyinfomax.training;

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

/**
 * The rounds of a run: broadcast the averaged states, train every replica in a task of its own,
 * average in the order of the replicas, commit.
 */
public final class Pretraining {

  private final JavaSparkContext spark;
  private final Recipe recipe;
  private final Schedule schedule;
  private final Crops crops;
  private final Progress progress;
  private final Interruption interruption;
  private final Checkpoints checkpoints;
  private final Metrics metrics;

  Pretraining(
      SparkSession spark,
      RunDirectory run,
      Recipe recipe,
      Schedule schedule,
      Crops crops,
      Progress progress,
      Interruption interruption)
      throws IOException {
    this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.recipe = recipe;
    this.schedule = schedule;
    this.crops = crops;
    this.progress = progress;
    this.interruption = interruption;
    checkpoints = run.checkpoints();
    metrics = run.metrics();
  }

  /** Trains from the newest checkpoint, or from the start, to the end or an interruption. */
  Checkpoint train() throws IOException {
    Checkpoint latest = checkpoints.latest().orElseGet(() -> untrained(recipe));
    metrics.truncate(latest.rounds());
    Broadcast<Crops> samples = spark.broadcast(crops);
    int saved = latest.rounds();
    try {
      while (latest.rounds() < schedule.rounds() && !interruption.isRequested()) {
        long start = System.nanoTime();
        Schedule.Round round = schedule.round(latest.rounds());
        List<ReplicaResult> results = runReplicas(round, samples, latest);
        long trained = System.nanoTime();
        latest = average(round, latest, results);
        long averaged = System.nanoTime();
        boolean isDue =
            latest.rounds() % recipe.training().checkpointInterval() == 0
                || latest.rounds() == schedule.rounds();
        if (isDue) {
          checkpoints.write(latest);
          saved = latest.rounds();
        }
        long committed = System.nanoTime();
        RoundMetrics found =
            metricsOf(
                round,
                results,
                new RoundMetrics.Seconds(
                    (committed - start) * 1e-9,
                    mean(results.stream().mapToDouble(ReplicaResult::readingSeconds).toArray()),
                    mean(results.stream().mapToDouble(ReplicaResult::computingSeconds).toArray()),
                    (averaged - trained) * 1e-9,
                    (committed - averaged) * 1e-9));
        metrics.add(found);
        progress.round(found);
      }
    } catch (Exception e) { // Spark's are checked, but undeclared in Java
      if (!interruption.isRequested()) {
        throw e;
      }
    } finally {
      samples.destroy();
    }
    if (saved < latest.rounds()) {
      checkpoints.write(latest);
    }
    metrics.flush();
    return latest;
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

  private List<ReplicaResult> runReplicas(
      Schedule.Round round, Broadcast<Crops> samples, Checkpoint latest) {
    int replicas = recipe.training().replicas();
    byte[][] files = latest.files().subList(0, round.modules()).toArray(byte[][]::new);
    Broadcast<byte[][]> states = spark.broadcast(files);
    spark.setJobDescription(
        "%s · round %d/%d%s"
            .formatted(
                modulesOf(round), round.number() + 1, schedule.rounds(), progress.lastLoss()));
    try {
      return spark
          .parallelize(IntStream.range(0, replicas).boxed().toList(), replicas)
          .mapPartitions(new ReplicaRound(recipe, round, samples, states))
          .collect();
    } finally {
      states.destroy();
    }
  }

  private String modulesOf(Schedule.Round round) {
    String first = recipe.stack().modules().get(round.firstTrained()).name();
    String last = recipe.stack().modules().get(round.modules() - 1).name();
    return first.equals(last) ? "module " + first : "modules " + first + " to " + last;
  }

  private Checkpoint average(Schedule.Round round, Checkpoint latest, List<ReplicaResult> results) {
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
      Schedule.Round round, List<ReplicaResult> results, RoundMetrics.Seconds seconds) {
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
        schedule.rounds(),
        steps,
        steps * perStep,
        (double) steps / schedule.stepsPerEpoch(),
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
