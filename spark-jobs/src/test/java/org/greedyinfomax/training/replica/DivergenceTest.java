package org.greedyinfomax.training.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.training.Runs;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.Sparks;
import org.greedyinfomax.training.TrainingRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DivergenceTest {

  private static final String CONVOLUTION =
      "{ kind = convolution1d, channels = 32, kernel = 3, stride = 1, padding = 1 }";

  /** Many convolutions in a row and steps of 1: products of weights soon leave single precision. */
  private static final Recipe ABSURD =
      SmallRecipe.with(
          "optimizer.learningRate=1",
          "training.localSteps=1",
          "training.checkpointInterval=100",
          "modules=[{ name = deep, layers = [%s] }]"
              .formatted(String.join(", ", Collections.nCopies(24, CONVOLUTION))));

  @TempDir private Path directory;

  @Test
  void stopsAndKeepsTheLastRoundThatWasFinite() throws IOException {
    Runs runs = new Runs(directory);
    try (SparkSession spark = Sparks.start("local[2,4]")) {
      TrainingRun run = runs.start(spark, ABSURD, "absurd");

      assertThatThrownBy(() -> run.train(Runs.quiet()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              "training diverged in round 3, replica \\d: the loss of module \"deep\" is (NaN|Infinity)"
                  + " at step 3: lower optimizer.learningRate or look for broken samples");
    }

    RunDirectory left = runs.directory("absurd");
    Checkpoint kept = left.newestCheckpoint();
    assertThat(kept.rounds()).isEqualTo(2);
    assertThat(left.rounds()).hasSize(2);
    for (ModuleState state : kept.states()) {
      for (float value : state.values()) {
        assertThat(value).isFinite();
      }
    }
  }
}
