package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.model.ModuleState;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** New modules are put on those of a finished run. */
@Tag("slow")
@ParameterizedClass
@EnumSource(Small.class)
@SharedSpark(SharedSpark.Scheduler.FAIR)
final class GrowingTest {

  private static final String ITERATIVE = "training.order=iterative";

  private static final AtomicInteger RUNS = new AtomicInteger();

  @TempDir private static Path directory;
  private static Runs runs;
  private static SparkSession spark;
  private static String lowerTwo;
  private static Checkpoint lower;
  private static Checkpoint atOnce;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void trainTheLowerModules(Small small) throws IOException {
    runs = new Runs(directory.resolve(small.name()), small);
    spark = SharedSession.spark();
    lowerTwo = SmallRecipe.modules(small.modules().subList(0, 2));
    lower = runs.train(spark, small.recipe(lowerTwo, ITERATIVE), "lower");
    atOnce = runs.train(spark, small.recipe(ITERATIVE), "at-once");
  }

  /** Bit for bit: the new module is what it would have become in one run of three phases. */
  @ParameterizedTest
  @ValueSource(strings = {"fused", "pipelined", "[[0, 1], [2]]", "[[0], [1, 2]]"})
  void makesWhatIterativeOrderWouldHaveMade(String schedule) throws IOException {
    Checkpoint grown = grow("grown-" + RUNS.incrementAndGet(), "training.schedule=" + schedule);

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
                    .containsExactly(small.names().get(2)));
  }

  @Test
  void goesOnWithoutTheOldRun() throws IOException {
    Checkpoint whole = grow("whole", ITERATIVE);
    TrainingRun.grow(
            spark,
            small.recipe(ITERATIVE),
            runs.corpus(),
            runs.path("stopped").toString(),
            Existing.REFUSE,
            runs.directory("lower"),
            told -> {})
        .close(); // begun, and killed before the first round

    TrainingRun resumed = runs.resume(spark, small.recipe(ITERATIVE), "stopped");

    assertThat(resumed.finishedRounds()).isZero();
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
    assertThat(runs.directory("stopped").input().foundationHash()).isEqualTo(lower.hash());
  }

  /** Untrained modules must never stand in silently for those of the old run. */
  @Test
  void doesNotBeginAnewWithoutTheStatesOfTheOldModules() throws IOException {
    TrainingRun.grow(
            spark,
            small.recipe(ITERATIVE),
            runs.corpus(),
            runs.path("robbed").toString(),
            Existing.REFUSE,
            runs.directory("lower"),
            told -> {})
        .close();
    runs.forget("robbed", 0);

    assertNothingToGoOnFrom("robbed", ITERATIVE);
  }

  /** Its last round was cut short by the end, and the one before is not there any more. */
  @Test
  void isNotProlongedWithoutACheckpointThatTheLongerRunPassesThrough() throws IOException {
    grow("cut", "training.order=simultaneous");
    runs.forget("cut", 2);

    assertNothingToGoOnFrom("cut", "training.epochs=6");
  }

  private void assertNothingToGoOnFrom(String run, String override) throws IOException {
    Recipe before = runs.directory(run).recipe();

    assertThatThrownBy(() -> runs.resume(spark, small.recipe(override), run))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the run %s has no checkpoint that it can go on from, and only checkpoints have the"
                + " states of the 2 modules that it took from %s: restore one, or start the run anew"
                + " with --init-from and --overwrite",
            runs.path(run), runs.path("lower"));
    assertThat(runs.directory(run).recipe()).isEqualTo(before);
    assertThat(runs.path(run).resolve("lease.json")).doesNotExist();
  }

  @Test
  void refusesARecipeThatDoesNotBeginWithTheOldModules() {
    List<String> names = small.names();
    List<String> others = new ArrayList<>(small.modules());
    others.set(1, others.get(1).replace("stride = 2", "stride = 1"));
    String notTheSame =
        "module \"%1$s\" of the recipe is not module \"%1$s\" of the run %2$s: the recipe must"
            + " begin with that run's modules, layer by layer, and have its predictionSteps";

    assertRefused(
        notTheSame.formatted(names.get(1), runs.path("lower")), SmallRecipe.modules(others));
    assertRefused(
        notTheSame.formatted(names.get(0), runs.path("lower")),
        "loss.predictionSteps=2",
        "loss.skip=0");
    assertRefused(
        "the run %s has activations.dtype = FLOAT16 and input = %s, and the recipe must have the"
                .formatted(runs.path("lower"), small.recipe().input())
            + " same",
        "activations.dtype=float32");
    assertRefused(
        "the run %s has 2 modules and the recipe 2: add modules to the recipe"
            .formatted(runs.path("lower")),
        lowerTwo);
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

  private void assertRefused(String message, String... overrides) {
    assertThatThrownBy(() -> grow("refused", "lower", List.of(overrides)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("%s", message);
    assertThat(runs.path("refused")).doesNotExist();
  }

  private Checkpoint grow(String run, String override) throws IOException {
    String order = override.startsWith("training.order") ? override : ITERATIVE;
    return grow(run, "lower", List.of(order, override));
  }

  private Checkpoint grow(String run, String from, List<String> overrides) throws IOException {
    Recipe recipe = small.recipe(overrides.toArray(String[]::new));
    return TrainingRun.grow(
            spark,
            recipe,
            runs.corpus(),
            runs.path(run).toString(),
            Existing.REFUSE,
            runs.directory(from),
            told -> {})
        .train(Runs.quiet());
  }
}
