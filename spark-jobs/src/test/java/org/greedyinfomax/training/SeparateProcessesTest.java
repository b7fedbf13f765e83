package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes are killed, and the parameters are the same to the last bit. */
@Tag("slow")
@Timeout(300)
final class SeparateProcessesTest {

  /** 12 rounds of a step. */
  private static final Recipe RECIPE = SmallRecipe.with("training.localSteps=1");

  private static final Recipe PIPELINED =
      SmallRecipe.with("training.localSteps=4", "training.schedule=pipelined");

  @TempDir private static Path directory;
  private static Runs runs;
  private static String hash;
  private static String hashOfFused;

  @BeforeAll
  static void trainWithoutHarm() throws IOException {
    runs = new Runs(directory);
    try (SparkSession spark = Sparks.start("local[2]")) {
      hash = runs.train(spark, RECIPE, "unharmed").hash();
      hashOfFused = runs.train(spark, SmallRecipe.with("training.localSteps=4"), "fused").hash();
    }
  }

  @Test
  void aKilledRunGoesOn() throws Exception {
    try (TrainingProcess process = start("local[2]", RECIPE, "killed")) {
      process.awaitRound(2);
      assertThat(process.kill()).isEqualTo(137);
    }
    int saved = runs.directory("killed").newestCheckpoint().rounds();
    assertThat(saved).isBetween(2, 11);
    assertThat(runs.directory("killed").rounds()).hasSizeGreaterThanOrEqualTo(saved);

    assertResumes("killed", saved);
  }

  /** It saves only because it is asked to stop: otherwise it would at the end. */
  @Test
  void aRunThatIsAskedToStopSavesItsLastRoundAndSaysSo() throws Exception {
    Recipe savingAtTheEnd =
        SmallRecipe.with("training.localSteps=1", "training.checkpointInterval=100");
    try (TrainingProcess process = start("local[2]", savingAtTheEnd, "asked")) {
      process.awaitRound(2);
      assertThat(process.terminate()).isEqualTo(4);
      int saved = runs.directory("asked").newestCheckpoint().rounds();
      assertThat(saved).isBetween(2, 11);
      assertThat(runs.directory("asked").rounds()).hasSize(saved);
      assertThat(process.errors())
          .contains(
              "gim: interrupted; round %d of 12 is saved in %s: go on with --resume"
                  .formatted(saved, FaultyFileSystem.path(runs.path("asked"))));
      assertResumes("asked", saved);
    }
  }

  /** An executor is killed while it reads, computes, writes, and while the driver averages. */
  @Test
  void executorsTrainAPipelineTheSameInWhateverPhaseOneIsKilled() throws Exception {
    List<String> runsToHarm =
        List.of("killed-reading", "killed-computing", "killed-writing", "killed-averaging");
    try (TrainingProcess process =
        TrainingProcess.start("local-cluster[2,1,1024]", PIPELINED, runs, runsToHarm)) {
      for (String run : runsToHarm) {
        assertThat(process.awaitHash()).as(run).isEqualTo(hashOfFused);
        assertThat(runs.path(run + ".harmed")).exists();
      }
      assertThat(process.errors()).contains("Lost executor");
    }
  }

  /** It would take an hour; a second copy of it is started on the other host, and wins. */
  @Test
  void aTaskThatTakesLongIsTrainedTwiceToTheSameBits() throws Exception {
    try (StandaloneCluster cluster = StandaloneCluster.start(directory);
        TrainingProcess process =
            TrainingProcess.start(cluster.master(), PIPELINED, runs, List.of("delayed"))) {
      assertThat(process.awaitHash()).isEqualTo(hashOfFused);
    }
    assertThat(runs.path("delayed.harmed")).exists();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void anyNumberOfExecutorsTrainsTheSame(int executors) throws Exception {
    String run = "executors-" + executors;
    try (TrainingProcess process =
        TrainingProcess.start(
            "local-cluster[%d,1,1024]".formatted(executors), PIPELINED, runs, List.of(run))) {
      assertThat(process.awaitHash()).isEqualTo(hashOfFused);
    }
  }

  @Test
  void executorsTrainTheSameEvenIfOneIsKilled() throws Exception {
    try (TrainingProcess process = start("local-cluster[2,1,1024]", RECIPE, "cluster", "robbed")) {
      assertThat(process.awaitHash()).isEqualTo(hash);

      process.awaitRound(1);
      process.killExecutor();

      assertThat(process.awaitHash()).isEqualTo(hash);
      assertThat(process.errors()).contains("Lost executor");
    }
  }

  private static TrainingProcess start(String master, Recipe recipe, String... names)
      throws IOException {
    return TrainingProcess.start(master, recipe, runs, List.of(names));
  }

  private static void assertResumes(String run, int saved) throws IOException {
    try (SparkSession spark = Sparks.start("local[2]")) {
      TrainingRun resumed = runs.resume(spark, RECIPE, run);
      assertThat(resumed.finishedRounds()).isEqualTo(saved);
      assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(hash);
    }
    assertThat(runs.directory(run).rounds().stream().map(RoundMetrics::round))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }
}
