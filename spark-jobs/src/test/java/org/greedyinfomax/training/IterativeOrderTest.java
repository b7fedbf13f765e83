package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RoundMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Three modules one after another, in three rounds each. */
@ParameterizedClass
@EnumSource(Small.class)
@SharedSpark
final class IterativeOrderTest {

  @TempDir private static Path directory;
  private static Recipe recipe;
  private static SparkSession spark;
  private static Runs runs;
  private static Checkpoint end;
  private static Checkpoint beforeTheLastPhase;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void train(Small small) throws IOException {
    recipe = small.recipe("training.order=iterative", "training.checkpointInterval=3");
    runs = new Runs(directory.resolve(small.name()), small);
    spark = SharedSession.spark();
    end = runs.train(spark, recipe, "iterative");
    runs.copy("iterative", "stopped");
    runs.forget("stopped", 9);
    beforeTheLastPhase = runs.directory("stopped").newestCheckpoint();
  }

  @Test
  void trainsTheTopAloneInTheLastPhase() {
    List<byte[]> untrained = Checkpoint.untrained(recipe).files();

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
            small.names().stream().flatMap(name -> Collections.nCopies(3, name).stream()).toList());
    assertThat(rounds.get(8).step()).isEqualTo(36);
    assertThat(rounds.get(8).epoch()).isEqualTo(9);
  }

  @Test
  void goesOnWithTheNextModule() throws IOException {
    TrainingRun resumed = runs.resume(spark, recipe, "stopped");

    assertThat(resumed.finishedRounds()).isEqualTo(6);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(end.hash());
  }

  /** The lowest module sees the same crops in both orders, and nothing of what is above. */
  @Test
  void makesTheSameLowestModuleAsSimultaneousOrder() throws IOException {
    Checkpoint simultaneous = runs.train(spark, small.recipe(), "simultaneous");

    assertThat(end.files().get(0)).isEqualTo(simultaneous.files().get(0));
    assertThat(end.files().get(1)).isNotEqualTo(simultaneous.files().get(1));
  }

  /** As if it were trained alone: its rate falls while it learns, not while others do. */
  @Test
  void letsTheRateOfEveryModuleFallInItsOwnPhase() throws IOException {
    String falling = "optimizer.schedule=cosine";
    Recipe oneByOne =
        small.recipe("training.order=iterative", "training.checkpointInterval=3", falling);
    Checkpoint iterative = runs.train(spark, oneByOne, "falling-iterative");
    Checkpoint simultaneous = runs.train(spark, small.recipe(falling), "falling");

    assertThat(iterative.files().get(0))
        .isEqualTo(simultaneous.files().get(0))
        .isNotEqualTo(end.files().get(0));
    runs.copy("falling-iterative", "falling-stopped");
    runs.forget("falling-stopped", 9);
    assertThat(runs.resume(spark, oneByOne, "falling-stopped").train(Runs.quiet()).hash())
        .isEqualTo(iterative.hash());
  }
}
