package org.greedyinfomax.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.Observer;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunStoppedException;
import org.greedyinfomax.run.ValidatedRound;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Modules that stop when their loss on held-out rows has stalled: the same ones after the same
 * rounds, however and however often a run is trained.
 */
@Tag("slow")
@SharedSpark(SharedSpark.Scheduler.FAIR)
final class EarlyStopTest {

  private static final String HELD_OUT = "key in ('key-1', 'key-5', 'key-8', 'key-14', 'key-20')";

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;
  private static TreeMap<Integer, Checkpoint> seen;
  private static Checkpoint whole;

  /** Trained at once, and copied after every round, as if its process had been killed there. */
  @BeforeAll
  static void trainWithoutStopping() throws IOException {
    runs = new Runs(directory);
    spark = SharedSession.spark();
    seen = new TreeMap<>();
    whole =
        runs.start(spark, recipe(), "whole")
            .train(
                Runs.quiet(),
                watching(
                    reached -> {
                      seen.put(reached.rounds(), reached);
                      copyTo("killed-" + reached.rounds());
                    }));
  }

  /** The loss of gru falls too little at first, that of conv2 later, and then that of conv1. */
  @Test
  void modulesStopOneAfterAnotherAndTheRunEnds() throws IOException {
    assertThat(stoppedAfter("whole")).containsExactly(7, 6, 3);
    assertThat(whole.rounds()).isEqualTo(7);
    assertThat(whole.states().stream().map(ModuleState::steps)).containsExactly(28, 24, 12);
    assertThat(runs.directory("whole").newestCheckpoint().hash()).isEqualTo(whole.hash());
    assertThat(runs.directory("whole").rounds().stream().map(RoundMetrics::modules))
        .extracting(List::size)
        .containsExactly(3, 3, 3, 2, 2, 2, 1);
  }

  @Test
  void aRunThatHasEndedEarlyIsFinished() throws IOException {
    runs.copy("whole", "ended");
    for (String epochs : List.of("training.epochs=10", "training.epochs=20")) {
      TrainingRun again = runs.resume(spark, recipe(epochs), "ended");

      assertThat(again.finishedRounds()).isEqualTo(7);
      assertThat(again.end()).isEqualTo(7);
      assertThat(again.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
    }
    assertThat(validation("ended")).isEqualTo(validation("whole"));
    List<String> modules = new ArrayList<>(SmallRecipe.OF_SOUNDS);
    modules.add(modules.get(2).replaceFirst("gru,", "gru2,"));
    TrainingRun grown =
        TrainingRun.grow(
            spark,
            SmallRecipe.with(SmallRecipe.modules(modules)),
            runs.corpus(),
            runs.path("grown").toString(),
            RunDirectory.Existing.REFUSE,
            runs.directory("ended"),
            told -> {});
    assertThat(grown.finishedRounds()).isZero();
  }

  @Test
  void aModuleThatHasStoppedStaysAsItIsWhileOthersLearn() throws IOException {
    List<Integer> after = stoppedAfter("whole");
    for (int m = 0; m < after.size(); m++) {
      int stop = after.get(m);
      for (int round = 2; round <= whole.rounds(); round++) {
        boolean isSame =
            Arrays.equals(seen.get(round).files().get(m), seen.get(round - 1).files().get(m));
        assertThat(isSame).as("module %d in round %d", m, round).isEqualTo(round > stop);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"pipelined|1", "[[0], [1, 2]]|8"})
  void theScheduleMakesNoDifference(String schedule, int window) throws IOException {
    String run = "run-" + schedule.replaceAll("\\W", "") + window;

    Checkpoint end =
        runs.train(
            spark, recipe("training.schedule=" + schedule, "activations.window=" + window), run);

    assertThat(end.hash()).isEqualTo(whole.hash());
    assertThat(validation(run)).isEqualTo(validation("whole"));
  }

  /** What is measured after round 4 stops conv1 after round 6, and the others go on to the end. */
  @Test
  void theScheduleMakesNoDifferenceBelowModulesThatLearn() throws IOException {
    String interval = "validation.interval=2";
    String improvement = "validation.minImprovement=0.47";
    Checkpoint fused = runs.train(spark, recipe(interval, improvement), "below");

    Checkpoint pipelined =
        runs.train(
            spark, recipe(interval, improvement, "training.schedule=pipelined"), "below-pipelined");

    assertThat(fused.states().stream().map(ModuleState::steps)).containsExactly(24, 30, 30);
    assertThat(pipelined.hash()).isEqualTo(fused.hash());
    assertThat(validation("below-pipelined")).isEqualTo(validation("below"));
  }

  @ParameterizedTest
  @CsvSource({"2, pipelined", "5, fused", "6, pipelined"})
  void aRunThatWasKilledEndsAsOneThatWasNot(int round, String schedule) throws IOException {
    String run = "killed-" + round;

    TrainingRun resumed = runs.resume(spark, recipe("training.schedule=" + schedule), run);

    assertThat(resumed.finishedRounds()).isEqualTo(round);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
    assertThat(validation(run)).isEqualTo(validation("whole"));
  }

  @Test
  void aPipelineThatIsStoppedWhileGroupsWaitEndsAsOneThatWasNot() throws IOException {
    Recipe pipelined = recipe("training.schedule=pipelined", "activations.window=8");
    Thread caller = Thread.currentThread();
    TrainingRun training = runs.start(spark, pipelined, "interrupted");

    assertThatThrownBy(
            () ->
                training.train(
                    Runs.quiet(),
                    watching(
                        reached -> {
                          if (reached.rounds() == 4) {
                            caller.interrupt();
                          }
                        })))
        .isInstanceOf(RunStoppedException.class);
    training.close();

    TrainingRun resumed = runs.resume(spark, pipelined, "interrupted");
    assertThat(resumed.finishedRounds()).isBetween(4, 5);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
    assertThat(validation("interrupted")).isEqualTo(validation("whole"));
  }

  @Test
  void measuresWhatAProcessWasKilledIn() throws IOException {
    Path file = runs.path("killed-3").resolve("validation.jsonl");
    assertThat(Files.readAllLines(file)).hasSize(3);
    runs.directory("killed-3").validationLog().truncate(2);

    Checkpoint end = runs.resume(spark, recipe(), "killed-3").train(Runs.quiet());

    assertThat(end.hash()).isEqualTo(whole.hash());
    assertThat(validation("killed-3")).isEqualTo(validation("whole"));
  }

  /**
   * As after a power cut while a run that had gone on from round 5 forgot what came after, because
   * the newest checkpoint was damaged.
   */
  @Test
  void asksForNothingThatOnlyADamagedCheckpointNeeds() throws IOException {
    runs.copy("killed-5", "cut");
    Files.copy(
        runs.path("whole").resolve("checkpoints/round-000007.json"),
        runs.path("cut").resolve("checkpoints/round-000007.json"));

    TrainingRun resumed = runs.resume(spark, recipe(), "cut");

    assertThat(resumed.finishedRounds()).isEqualTo(5);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
    assertThat(validation("cut")).isEqualTo(validation("whole"));
  }

  /** Without any line no checkpoint seems to lie on the run's way. */
  @Test
  void doesNotBeginAnewWithoutWhatDecides() throws IOException {
    runs.copy("killed-5", "emptied");
    Path file = runs.path("emptied").resolve("validation.jsonl");
    Files.delete(file);

    assertThatThrownBy(() -> runs.resume(spark, recipe(), "emptied"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s has no line for round 1, which decides which modules learn: restore the file, or"
                + " start a new run",
            file);
  }

  @Test
  void doesNotGoOnWithoutWhatDecides() throws IOException {
    runs.copy("killed-4", "forgetful");
    Path file = runs.path("forgetful").resolve("validation.jsonl");
    String whole = Files.readString(file);
    runs.directory("forgetful").validationLog().truncate(2);

    assertThatThrownBy(() -> runs.resume(spark, recipe(), "forgetful"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "%s has no line for round 3, which decides which modules learn: restore the file, or"
                + " start a new run",
            file);
    Damage.write(file, whole.replaceFirst("\"since\":0", "\"since\":1").getBytes(UTF_8));
    assertThatThrownBy(() -> runs.resume(spark, recipe(), "forgetful"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + ", line 1 is damaged (its checksum differs)")
        .hasMessageEndingWith(": restore the file, or start a new run");
  }

  private static List<Integer> stoppedAfter(String run) throws IOException {
    List<ValidatedRound> lines = runs.directory(run).validations();
    return lines.get(lines.size() - 1).modules().stream()
        .map(ValidatedRound.Module::stoppedAfter)
        .toList();
  }

  private static String validation(String run) throws IOException {
    return Files.readString(runs.path(run).resolve("validation.jsonl"));
  }

  private static void copyTo(String run) {
    try {
      runs.copy("whole", run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Observer watching(Consumer<Checkpoint> see) {
    return new Observer() {
      @Override
      public boolean wants(int rounds) {
        return true;
      }

      @Override
      public void see(Checkpoint reached) {
        see.accept(reached);
      }
    };
  }

  /** 8 rounds of 4 steps; a module stops that gets no better by 0.1 nats from one to the next. */
  private static Recipe recipe(String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "validation.where=" + HELD_OUT,
                "validation.interval=1",
                "validation.patience=1",
                "validation.minImprovement=0.1",
                "training.localSteps=4",
                "training.epochs=10"));
    all.addAll(Stream.of(overrides).toList());
    return SmallRecipe.with(all.toArray(String[]::new));
  }
}
