package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.training.TrainingProcess.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes are killed, and the parameters are the same to the last bit. */
@Tag("slow")
@Timeout(300)
final class SeparateProcessesTest {

  private static final String TWELVE_ROUNDS = "training.localSteps=1";
  private static final String THREE_ROUNDS = "training.localSteps=4";

  /** In each of these an executor is killed, while it does this or while the driver does. */
  private static final List<String> PHASES =
      List.of("killed-reading", "killed-computing", "killed-writing", "killed-averaging");

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static final Map<Small, Unharmed> UNHARMED = new EnumMap<>(Small.class);

  /** What training comes to if nothing is killed. */
  private record Unharmed(Runs runs, String hash, String hashOfThreeRounds) {}

  @BeforeAll
  static void trainWithoutHarm() throws IOException {
    spark = Sparks.start("local[2]", FaultyFileSystem.sparkSettings());
    for (Small small : Small.values()) {
      Runs runs = new Runs(directory.resolve(small.name()), small);
      UNHARMED.put(
          small,
          new Unharmed(
              runs,
              runs.train(spark, small.recipe(TWELVE_ROUNDS), "unharmed").hash(),
              runs.train(spark, small.recipe(THREE_ROUNDS), "fused").hash()));
    }
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @ParameterizedTest
  @EnumSource(Small.class)
  void aKilledRunGoesOn(Small small) throws Exception {
    Runs runs = UNHARMED.get(small).runs();
    Task task = new Task(small.recipe(TWELVE_ROUNDS), runs, "killed");
    try (TrainingProcess process = TrainingProcess.start("local[2]", List.of(task))) {
      process.awaitRound(2);
      assertThat(process.kill()).isEqualTo(137);
    }
    int saved = runs.directory("killed").newestCheckpoint().rounds();
    assertThat(saved).isBetween(2, 11);
    assertThat(runs.directory("killed").rounds()).hasSizeGreaterThanOrEqualTo(saved);

    assertResumes(small, "killed", saved);
  }

  /** The process is alive, and then killed: its lease counts as long as it is. */
  @Test
  void aRunIsItsProcessesUntilThatIsKilled() throws Exception {
    Runs runs = UNHARMED.get(Small.SOUNDS).runs();
    Recipe recipe = Small.SOUNDS.recipe(TWELVE_ROUNDS);
    Path run = runs.path("owned");
    List<String> told = new ArrayList<>();
    Task task = new Task(recipe, runs, "owned");
    try (TrainingProcess process = TrainingProcess.start("local[2]", List.of(task))) {
      process.awaitRound(2);
      process.suspend(); // alive, and yet there
      Pattern inUse =
          Pattern.compile(
              "%s is in use by process %d of \\S+ on \\S+ \\(local-\\d+\\), there since .*"
                  .formatted(FaultyFileSystem.path(run), process.pid()));
      assertThatThrownBy(() -> resume(recipe, runs, run, told))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(inUse);
      assertThat(told).isEmpty();
      assertThat(process.kill()).isEqualTo(137);
      int saved = runs.directory("owned").newestCheckpoint().rounds();

      TrainingRun resumed = resume(recipe, runs, run, told);

      assertThat(told)
          .singleElement()
          .asString()
          .matches(
              "%s is taken over from process %d of .*, which has ended without giving it back"
                  .formatted(FaultyFileSystem.path(run), process.pid()));
      assertThat(resumed.finishedRounds()).isEqualTo(saved);
      assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(UNHARMED.get(Small.SOUNDS).hash());
      assertThat(runs.directory("owned").rounds()).hasSize(12);
    }
  }

  private static TrainingRun resume(Recipe recipe, Runs runs, Path run, List<String> told)
      throws IOException {
    RunDirectory begun =
        RunDirectory.open(spark.sparkContext().hadoopConfiguration(), FaultyFileSystem.path(run));
    return TrainingRun.resume(spark, recipe, runs.corpus(), begun, told::add);
  }

  /** Its first round would take an hour. */
  @Test
  void aRunThatIsAskedToStopBeforeItsFirstCheckpointSaysThatNothingIsSaved() throws Exception {
    Runs runs = new Runs(directory.resolve("early"));
    Recipe recipe = Small.SOUNDS.recipe(THREE_ROUNDS, "training.schedule=pipelined");
    Task task = new Task(recipe, runs, "delayed");
    try (TrainingProcess process = TrainingProcess.start("local[1]", List.of(task))) {
      while (!Files.exists(runs.path("delayed.harmed"))) {
        Thread.sleep(100);
      }
      assertThat(process.terminate()).isEqualTo(4);
      assertThat(process.errors())
          .contains(
              "gim: interrupted; nothing is saved in %s yet: start again with --overwrite"
                  .formatted(FaultyFileSystem.path(runs.path("delayed"))));
    }
    assertThat(runs.path("delayed").resolve("lease.json")).doesNotExist();

    assertThat(
            TrainingRun.start(
                    spark,
                    recipe,
                    runs.corpus(),
                    runs.path("delayed").toString(),
                    RunDirectory.Existing.OVERWRITE)
                .train(Runs.quiet())
                .hash())
        .isEqualTo(UNHARMED.get(Small.SOUNDS).hashOfThreeRounds());
  }

  /** It saves only because it is asked to stop: otherwise it would at the end. */
  @ParameterizedTest
  @EnumSource(Small.class)
  void aRunThatIsAskedToStopSavesItsLastRoundAndSaysSo(Small small) throws Exception {
    Runs runs = UNHARMED.get(small).runs();
    Task task =
        new Task(small.recipe(TWELVE_ROUNDS, "training.checkpointInterval=100"), runs, "asked");
    try (TrainingProcess process = TrainingProcess.start("local[2]", List.of(task))) {
      process.awaitRound(2);
      assertThat(process.terminate()).isEqualTo(4);
      int saved = runs.directory("asked").newestCheckpoint().rounds();
      assertThat(saved).isBetween(2, 11);
      assertThat(runs.directory("asked").rounds()).hasSize(saved);
      assertThat(process.errors())
          .contains(
              "gim: interrupted; round %d of 12 is saved in %s: go on with --resume"
                  .formatted(saved, FaultyFileSystem.path(runs.path("asked"))));
      assertResumes(small, "asked", saved);
    }
  }

  @Test
  void executorsTrainAPipelineTheSameInWhateverPhaseOneIsKilled() throws Exception {
    try (TrainingProcess process =
        TrainingProcess.start("local-cluster[2,1,1024]", pipelined(PHASES))) {
      assertTrainsTheSame(process, PHASES);
      assertThat(process.log()).contains("Lost executor");
    }
    assertHarmed(PHASES);
  }

  /** It would take an hour; a second copy of it is started on the other host, and wins. */
  @Test
  @Tag("long")
  void aTaskThatTakesLongIsTrainedTwiceToTheSameBits() throws Exception {
    List<String> run = List.of("delayed");
    try (StandaloneCluster cluster = StandaloneCluster.start(directory);
        TrainingProcess process = TrainingProcess.start(cluster.master(), pipelined(run))) {
      assertTrainsTheSame(process, run);
    }
    assertHarmed(run);
  }

  @Test
  @Tag("long")
  void fourExecutorsTrainTheSame() throws Exception {
    List<String> run = List.of("four");
    try (TrainingProcess process =
        TrainingProcess.start("local-cluster[4,1,1024]", pipelined(run))) {
      assertTrainsTheSame(process, run);
    }
  }

  @Test
  @Tag("long")
  void executorsTrainTheSameEvenIfOneIsKilled() throws Exception {
    List<Task> tasks = new ArrayList<>();
    UNHARMED.forEach(
        (small, unharmed) ->
            tasks.add(new Task(small.recipe(TWELVE_ROUNDS), unharmed.runs(), "robbed")));
    try (TrainingProcess process = TrainingProcess.start("local-cluster[2,1,1024]", tasks)) {
      for (Small small : Small.values()) {
        process.awaitRound(1);
        process.killExecutor();

        assertThat(process.awaitHash()).as("%s", small).isEqualTo(UNHARMED.get(small).hash());
      }
      assertThat(process.log()).contains("Lost executor");
    }
  }

  /** Both kinds, in runs of these names. */
  private static List<Task> pipelined(List<String> names) {
    List<Task> tasks = new ArrayList<>();
    UNHARMED.forEach(
        (small, unharmed) -> {
          Recipe recipe = small.recipe(THREE_ROUNDS, "training.schedule=pipelined");
          names.forEach(name -> tasks.add(new Task(recipe, unharmed.runs(), name)));
        });
    return tasks;
  }

  private static void assertTrainsTheSame(TrainingProcess process, List<String> names)
      throws IOException {
    for (Small small : Small.values()) {
      for (String name : names) {
        assertThat(process.awaitHash())
            .as("%s, %s", small, name)
            .isEqualTo(UNHARMED.get(small).hashOfThreeRounds());
      }
    }
  }

  private static void assertHarmed(List<String> names) {
    for (Unharmed unharmed : UNHARMED.values()) {
      for (String name : names) {
        assertThat(unharmed.runs().path(name + ".harmed")).exists();
      }
    }
  }

  private static void assertResumes(Small small, String run, int saved) throws IOException {
    Runs runs = UNHARMED.get(small).runs();
    TrainingRun resumed = runs.resume(spark, small.recipe(TWELVE_ROUNDS), run);
    assertThat(resumed.finishedRounds()).isEqualTo(saved);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(UNHARMED.get(small).hash());
    assertThat(runs.directory(run).rounds().stream().map(RoundMetrics::round))
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  }
}
