package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.training.RunDirectory.Existing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New modules are put on those of a finished run. */
final class GrowingTest {

  private static final String LOWER_TWO =
      "modules=[{ name = conv1, convolutions = [{ channels = 8, kernel = 8, stride = 4,"
          + " padding = 2 }] }, { name = conv2, convolutions = [{ channels = 8, kernel = 4,"
          + " stride = 2, padding = 1 }] }]";
  private static final String ITERATIVE = "training.order=iterative";

  private static final AtomicInteger RUNS = new AtomicInteger();

  @TempDir private static Path directory;
  private static Runs runs;
  private static SparkSession spark;
  private static Checkpoint lower;

  @BeforeAll
  static void trainTheLowerModules() throws IOException {
    runs = new Runs(directory);
    spark = Sparks.start("local[2]", "spark.scheduler.mode", "FAIR");
    lower = runs.train(spark, SmallRecipe.with(LOWER_TWO, ITERATIVE), "lower");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** Bit for bit: the new module is what it would have become in one run of three phases. */
  @ParameterizedTest
  @ValueSource(strings = {"fused", "pipelined", "[[0, 1], [2]]", "[[0], [1, 2]]"})
  void makesWhatIterativeOrderWouldHaveMade(String schedule) throws IOException {
    int run = RUNS.incrementAndGet();
    Checkpoint atOnce = runs.train(spark, SmallRecipe.with(ITERATIVE), "at-once-" + run);

    Checkpoint grown = grow("grown-" + run, "training.schedule=" + schedule);

    assertThat(grown.hash()).isEqualTo(atOnce.hash());
  }

  @Test
  void leavesTheOldModulesAsTheyAre() throws IOException {
    Checkpoint grown = grow("kept", "training.order=simultaneous");

    for (int m = 0; m < 2; m++) {
      assertThat(Arrays.equals(grown.files().get(m), lower.files().get(m))).isTrue();
    }
    assertThat(grown.states().stream().map(ModuleState::steps)).containsExactly(12, 12, 12);
    assertThat(runs.directory("kept").rounds())
        .allSatisfy(
            round ->
                assertThat(round.modules().stream().map(RoundMetrics.Module::name))
                    .containsExactly("gru"));
  }

  @Test
  void goesOnWithoutTheOldRun() throws IOException {
    Checkpoint whole = grow("whole", ITERATIVE);
    TrainingRun.grow(
        spark,
        SmallRecipe.with(ITERATIVE),
        runs.corpus(),
        runs.path("stopped").toString(),
        Existing.REFUSE,
        runs.directory("lower")); // begun, and killed before the first round

    TrainingRun resumed = runs.resume(spark, SmallRecipe.with(ITERATIVE), "stopped");

    assertThat(resumed.finishedRounds()).isZero();
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
    assertThat(runs.directory("stopped").input().foundationHash()).isEqualTo(lower.hash());
  }

  @Test
  void refusesARecipeThatDoesNotBeginWithTheOldModules() {
    assertRefused(
        "module \"conv2\" of the recipe is not module \"conv2\" of the run %s: the recipe must begin"
            + " with that run's modules, layer by layer, and have its predictionSteps",
        LOWER_TWO
            .replace("channels = 8, kernel = 4", "channels = 9, kernel = 4")
            .replace(
                "}] }]",
                "}] }, { name = gru, convolutions = [], gru { hidden = 8, backpropagation ="
                    + " through-time } }]"));
    assertRefused(
        "module \"conv1\" of the recipe is not module \"conv1\" of the run %s: the recipe must begin"
            + " with that run's modules, layer by layer, and have its predictionSteps",
        "loss.predictionSteps=4");
    assertRefused(
        "the run %s has activations.dtype = FLOAT16 and input = Audio[sampleRate=8000,"
            + " cropSamples=320], and the recipe must have the same",
        "activations.dtype=float32");
    assertRefused(
        "the run %s has 2 modules and the recipe 2: add modules to the recipe", LOWER_TWO);
  }

  @Test
  void refusesARunThatIsNotFinished() throws IOException {
    runs.copy("lower", "half");
    runs.forget("half", 6);

    assertThatThrownBy(() -> grow("none", "half", List.of(ITERATIVE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the run %s has finished 5 of 6 rounds: finish it first, with gim pretrain --resume",
            runs.path("half"));
  }

  private static void assertRefused(String message, String override) {
    assertThatThrownBy(() -> grow("refused", "lower", List.of(override)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, runs.path("lower"));
    assertThat(runs.path("refused")).doesNotExist();
  }

  private static Checkpoint grow(String run, String override) throws IOException {
    String order = override.startsWith("training.order") ? override : ITERATIVE;
    return grow(run, "lower", List.of(order, override));
  }

  private static Checkpoint grow(String run, String from, List<String> overrides)
      throws IOException {
    Recipe recipe = SmallRecipe.with(overrides.toArray(String[]::new));
    return TrainingRun.grow(
            spark,
            recipe,
            runs.corpus(),
            runs.path(run).toString(),
            Existing.REFUSE,
            runs.directory(from))
        .train(Runs.quiet());
  }
}
