package org.greedyinfomax.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.model.spec.ModuleLayout;
import org.greedyinfomax.optim.WeightedMean;

/** Runs rounds without a step, to see what rounds take beside their steps. */
final class OverheadTrial {

  /** States that are carried at a time, so that a plan does not need the driver's whole heap. */
  private static final long BYTES = 64L << 20;

  private final JavaSparkContext spark;
  private final Recipe recipe;
  private final int modules;
  private final int replicas;

  OverheadTrial(JavaSparkContext spark, Recipe recipe) {
    this.spark = spark;
    this.recipe = recipe;
    modules = recipe.stack().modules().size();
    replicas = recipe.training().replicas();
  }

  /** Seconds of a round of all modules that takes no step. */
  double measure() throws IOException {
    double starting = seconds(0, 0);
    double all = starting;
    int first = 0;
    while (first < modules) {
      int end = end(first);
      all += Math.max(0, seconds(first, end) - starting);
      first = end;
    }
    return all;
  }

  /** The module after those from {@code first} on whose states are carried together. */
  private int end(int first) {
    int end = first + 1;
    long bytes = bytes(first);
    while (end < modules && bytes + bytes(end) <= BYTES) {
      bytes += bytes(end);
      end++;
    }
    return end;
  }

  private long bytes(int m) {
    return 3L * Float.BYTES * replicas * layout(m).size();
  }

  private double seconds(int first, int end) throws IOException {
    byte[][] files = new byte[end - first][];
    for (int m = first; m < end; m++) {
      files[m - first] = ModuleState.initial(layout(m), recipe.seed(), m).toBytes(layout(m));
    }
    return Timing.seconds(() -> round(first, files));
  }

  private void round(int first, byte[][] files) {
    Broadcast<byte[][]> broadcast = spark.broadcast(files);
    try {
      List<byte[]> results =
          spark
              .parallelize(IntStream.range(0, replicas).boxed().toList(), replicas)
              .mapPartitions(new EmptyRound(recipe, first, broadcast))
              .collect();
      for (int i = 0; i < files.length; i++) {
        average(layout(first + i), i, files.length, results);
      }
    } finally {
      broadcast.destroy();
    }
  }

  private static void average(ModuleLayout layout, int from, int every, List<byte[]> results) {
    List<ModuleState> states = new ArrayList<>();
    for (int i = from; i < results.size(); i += every) {
      states.add(ModuleState.fromBytes(layout, results.get(i)));
    }
    ModuleState mean =
        new ModuleState(
            mean(states, ModuleState::values),
            mean(states, ModuleState::first),
            mean(states, ModuleState::second),
            0);
    mean.toBytes(layout);
  }

  private static float[] mean(List<ModuleState> states, Function<ModuleState, float[]> numbers) {
    WeightedMean mean = new WeightedMean(numbers.apply(states.get(0)).length);
    states.forEach(state -> mean.add(numbers.apply(state), 1));
    return mean.mean();
  }

  private ModuleLayout layout(int m) {
    return ModuleLayout.of(recipe.stack(), m);
  }
}
