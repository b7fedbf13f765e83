package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three modules one after another, in three rounds each. */
final class IterativeOrderTest {

  private static final Recipe RECIPE =
      SmallRecipe.with("training.order=iterative", "training.checkpointInterval=3");

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;
  private static Checkpoint end;
  private static Checkpoint beforeTheLastPhase;

  @BeforeAll
  static void train() throws IOException {
    runs = new Runs(directory);
    spark = Sparks.start("local[2]");
    end = runs.train(spark, RECIPE, "iterative");
    runs.copy("iterative", "stopped");
    runs.forget("stopped", 9);
    beforeTheLastPhase = runs.directory("stopped").newestCheckpoint();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void trainsTheTopAloneInTheLastPhase() {
    List<byte[]> untrained = Checkpoint.untrained(RECIPE).files();

    assertThat(beforeTheLastPhase.rounds()).isEqualTo(6);
    assertThat(end.files().get(0)).isEqualTo(beforeTheLastPhase.files().get(0));
    assertThat(end.files().get(1)).isEqualTo(beforeTheLastPhase.files().get(1));
    assertThat(beforeTheLastPhase.files().get(2)).isEqualTo(untrained.get(2));
    assertThat(end.files().get(2)).isNotEqualTo(untrained.get(2));
    assertThat(end.states().stream().map(ModuleState::steps)).containsExactly(12, 12, 12);
  }

  @Test
  void reportsTheModuleThatMoves() throws IOException {
    List<RoundMetrics> rounds = runs.directory("iterative").rounds();

    assertThat(
            rounds.stream().flatMap(round -> round.modules().stream().map(module -> module.name())))
        .containsExactlyElementsOf(
            List.of("conv1", "conv2", "gru").stream()
                .flatMap(name -> Collections.nCopies(3, name).stream())
                .toList());
    assertThat(rounds.get(8).step()).isEqualTo(36);
    assertThat(rounds.get(8).epoch()).isEqualTo(9);
  }

  @Test
  void goesOnWithTheNextModule() throws IOException {
    TrainingRun resumed = runs.resume(spark, RECIPE, "stopped");

    assertThat(resumed.finishedRounds()).isEqualTo(6);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(end.hash());
  }

  /** The lowest module sees the same crops in both orders, and nothing of what is above. */
  @Test
  void makesTheSameLowestModuleAsSimultaneousOrder() throws IOException {
    Checkpoint simultaneous = runs.train(spark, SmallRecipe.with(), "simultaneous");

    assertThat(end.files().get(0)).isEqualTo(simultaneous.files().get(0));
    assertThat(end.files().get(1)).isNotEqualTo(simultaneous.files().get(1));
  }
}
