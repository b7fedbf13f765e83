package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.training.TrainingProcess.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Wherever negatives come from, however recordings are normalized, however long crops are, and
 * whatever loss a module has itself: schedules and interruptions change no bit.
 */
@Tag("slow")
final class NegativesBitsTest {

  private static final List<String> MIXED =
      List.of("loss.negativeSampling=mixed", "loss.sameSequenceShare=0.5");

  private static final AtomicInteger TRAINED = new AtomicInteger();

  @TempDir private static Path directory;
  private static Runs runs;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    runs = new Runs(directory);
    spark = Sparks.start("local[2]", FaultyFileSystem.sparkSettings());
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  private enum Way {
    MIXED_NEGATIVES(MIXED),
    LOSSES_OF_MODULES(
        List.of(
            SmallRecipe.modules(
                List.of(
                    withLoss(0, "window = 20, negatives = 6"),
                    withLoss(1, "negativeSampling = mixed, sameSequenceShare = 0.25"),
                    withLoss(2, "predictionSteps = 2"))))),
    RECORDINGS_BY_THEMSELVES(List.of("input.normalization=recording")),
    CROPS_OF_SEVERAL_LENGTHS(List.of("input.cropSamples=[120, 200, 320]", "loss.window=20"));

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    Way(List<String> keys) {
      this.keys = keys;
    }

    Recipe recipe(String... more) {
      return SmallRecipe.with(Stream.concat(keys.stream(), Stream.of(more)).toArray(String[]::new));
    }
  }

  private static String withLoss(int m, String keys) {
    String module = SmallRecipe.OF_SOUNDS.get(m).strip();
    return module.substring(0, module.length() - 1) + ", loss { " + keys + " } }";
  }

  @ParameterizedTest
  @EnumSource
  void schedulesLearnTheSame(Way way) throws IOException {
    String fused = train(way.recipe());
    for (String schedule : List.of("pipelined", "[[0, 1], [2]]")) {
      assertThat(train(way.recipe("training.schedule=" + schedule))).as(schedule).isEqualTo(fused);
    }
    assertThat(fused).as("of the plain recipe").isNotEqualTo(train(SmallRecipe.with()));
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatWasInterruptedLearnsTheSame(Way way) throws IOException {
    String whole = "whole-" + way;
    String hash = runs.train(spark, way.recipe(), whole).hash();
    String stopped = "stopped-" + way;
    runs.copy(whole, stopped);
    runs.forget(stopped, 3);

    TrainingRun resumed = runs.resume(spark, runs.directory(stopped).recipe(), stopped);

    assertThat(resumed.finishedRounds()).isEqualTo(2);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(hash);
  }

  /** All of it together, in twelve rounds, by a process that is killed after the second. */
  @Test
  void aProcessThatWasKilledIsGoneOnWithToTheSameBits() throws Exception {
    Recipe recipe =
        Way.LOSSES_OF_MODULES.recipe("input.normalization=recording", "training.localSteps=1");
    String hash = runs.train(spark, recipe, "unharmed").hash();
    Task task = new Task(recipe, runs, "killed");
    try (TrainingProcess process = TrainingProcess.start("local[2]", List.of(task))) {
      process.awaitRound(2);
      assertThat(process.kill()).isEqualTo(137);
    }

    TrainingRun resumed = runs.resume(spark, recipe, "killed");

    assertThat(resumed.finishedRounds()).isBetween(2, 11);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(hash);
  }

  @Test
  void whatAModuleSharesWithItsFutureIsAgainstItsOwnLossOfGuessing() throws IOException {
    runs.train(spark, Way.LOSSES_OF_MODULES.recipe(), "own");

    RoundMetrics round = runs.directory("own").rounds().get(0);
    List<Double> ceilings = List.of(Math.log(7), Math.log(5), Math.log(5));
    for (int m = 0; m < 3; m++) {
      RoundMetrics.Module module = round.modules().get(m);
      assertThat(module.information() + module.loss())
          .as(module.name())
          .isCloseTo(ceilings.get(m), within(1e-12));
    }
  }

  private static String train(Recipe recipe) throws IOException {
    return runs.train(spark, recipe, "run-" + TRAINED.incrementAndGet()).hash();
  }
}
