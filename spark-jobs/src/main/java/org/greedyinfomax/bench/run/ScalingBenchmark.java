package org.greedyinfomax.bench.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.bench.MedianAndRange;
import org.greedyinfomax.bench.ScratchDirectory;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.storage.Scratch;

/**
 * What a second executor gains: trains on one executor and on two, each a process with one task on
 * one thread.
 *
 * <p>Two processes on one machine are never twice as fast as one, even if they have nothing to do
 * with each other. So every gain is compared with that of two processes that multiply matrices, in
 * the same turn.
 */
public final class ScalingBenchmark {

  private final PrintStream out;

  /**
   * Makes a benchmark.
   *
   * @param out is told when a turn has ended
   */
  public ScalingBenchmark(PrintStream out) {
    this.out = out;
  }

  /**
   * Measures.
   *
   * @param recipe whose schedule, replicas and epochs do not matter
   * @param corpus to train on, on this machine
   * @param scratch where run directories are put for the time being; empty: the temporary folder
   * @param repeats of everything, at least 1
   * @throws IllegalArgumentException if recipe and corpus do not fit
   */
  public ScalingReport run(Recipe recipe, String corpus, String scratch, int repeats)
      throws IOException {
    Check.argument(repeats >= 1, "repeats must be at least 1, but is %d", repeats);
    List<Turn> turns = new ArrayList<>();
    try (Scratch directory = ScratchDirectory.in(new Configuration(), scratch)) {
      Path path = Path.of(directory.path().toUri().getPath());
      for (int i = 0; i < repeats; i++) {
        turns.add(turn(recipe, corpus, path));
        out.printf(
            Locale.ROOT,
            "%d of %d: two executors gain %.2f fused and %.2f pipelined, two products %.2f%n",
            i + 1,
            repeats,
            gain(turns.get(i).fusedOnOne(), turns.get(i).fusedOnTwo()),
            gain(turns.get(i).pipelinedOnOne(), turns.get(i).pipelinedOnTwo()),
            turns.get(i).products());
      }
    }
    return new ScalingReport(
        ScalingReport.VERSION,
        corpus,
        recipe.training().batchSize(),
        recipe.training().localSteps(),
        repeats,
        values(turns, Turn::products),
        List.of(
            row("strong", "fused, 2 replicas", turns, Turn::fusedOnOne, Turn::fusedOnTwo, 1),
            row(
                "strong",
                "pipelined, 2 replicas",
                turns,
                Turn::pipelinedOnOne,
                Turn::pipelinedOnTwo,
                1),
            row(
                "weak",
                "fused, a replica for each executor",
                turns,
                Turn::oneReplica,
                Turn::fusedOnTwo,
                2)));
  }

  private static Turn turn(Recipe recipe, String corpus, Path directory) throws IOException {
    Recipe fused = with(recipe, "fused", 2);
    Recipe pipelined = with(recipe, "pipelined", 2);
    double before = products();
    List<ScalingProcess.Trained> onOne =
        ScalingProcess.train(
            1, List.of(fused, pipelined, with(recipe, "fused", 1)), corpus, directory);
    List<ScalingProcess.Trained> onTwo =
        ScalingProcess.train(2, List.of(fused, pipelined), corpus, directory);
    for (int i = 0; i < onTwo.size(); i++) {
      if (!onOne.get(i).hash().equals(onTwo.get(i).hash())) {
        throw new IllegalStateException(
            "runs that differ in nothing but the number of executors have learned different things:"
                + Text.format(" %s and %s", onOne.get(i).hash(), onTwo.get(i).hash()));
      }
    }
    return new Turn(
        (before + products()) / 2,
        onOne.get(0),
        onTwo.get(0),
        onOne.get(1),
        onTwo.get(1),
        onOne.get(2));
  }

  /** How much faster two processes multiply than one, which runs before and after them. */
  private static double products() throws IOException {
    double before = GemmProcess.gflops(1);
    double two = GemmProcess.gflops(2);
    return two / ((before + GemmProcess.gflops(1)) / 2);
  }

  private static Recipe with(Recipe recipe, String schedule, int replicas) {
    return RecipeReader.read(
        "the recipe of the benchmark",
        recipe.toHocon(),
        List.of("training.schedule=" + schedule, "training.replicas=" + replicas));
  }

  private static ScalingReport.Row row(
      String scaling,
      String what,
      List<Turn> turns,
      Function<Turn, ScalingProcess.Trained> onOne,
      Function<Turn, ScalingProcess.Trained> onTwo,
      double moreWork) {
    ToDoubleFunction<Turn> gain = turn -> moreWork * gain(onOne.apply(turn), onTwo.apply(turn));
    return new ScalingReport.Row(
        scaling,
        what,
        values(turns, turn -> onOne.apply(turn).secondsPerStep()),
        values(turns, turn -> onTwo.apply(turn).secondsPerStep()),
        values(turns, gain),
        values(turns, turn -> gain.applyAsDouble(turn) / turn.products()),
        values(turns, turn -> onTwo.apply(turn).overhead()));
  }

  private static double gain(ScalingProcess.Trained onOne, ScalingProcess.Trained onTwo) {
    return onOne.secondsPerStep() / onTwo.secondsPerStep();
  }

  private static MedianAndRange values(List<Turn> turns, ToDoubleFunction<Turn> value) {
    return MedianAndRange.of(turns.stream().map(value::applyAsDouble).toList());
  }

  /**
   * What was measured in turn.
   *
   * @param products gain of two processes that multiply
   */
  private record Turn(
      double products,
      ScalingProcess.Trained fusedOnOne,
      ScalingProcess.Trained fusedOnTwo,
      ScalingProcess.Trained pipelinedOnOne,
      ScalingProcess.Trained pipelinedOnTwo,
      ScalingProcess.Trained oneReplica) {}
}
