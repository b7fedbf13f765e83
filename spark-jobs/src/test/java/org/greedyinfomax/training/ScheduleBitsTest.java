package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schedule decides where and when modules are trained, never what they become. */
@Tag("slow")
@ParameterizedClass
@EnumSource(Small.class)
@SharedSpark(SharedSpark.Scheduler.FAIR)
final class ScheduleBitsTest {

  private static final List<String> SCHEDULES =
      List.of("pipelined", "[[0, 1], [2]]", "[[0], [1, 2]]");

  private static final AtomicInteger TRAINED = new AtomicInteger();

  @TempDir private static Path directory;
  private static Runs runs;
  private static SparkSession spark;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void start(Small small) throws IOException {
    runs = new Runs(directory.resolve(small.name()), small);
    spark = SharedSession.spark();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "activations.dtype=float16",
        "activations.dtype=float32",
        "activations.window=1",
        "training.order=iterative",
        "training.replicas=1",
        "optimizer.schedule=cosine",
        "optimizer.warmupSteps=7",
        "averaging.outerMomentum=0.5"
      })
  void neverChangesWhatIsLearned(String override) throws IOException {
    String fused = train("fused", override);
    for (String schedule : SCHEDULES) {
      assertThat(train(schedule, override)).as(schedule).isEqualTo(fused);
    }
  }

  @Test
  void bordersOfAnotherTypeTeachSomethingElse() throws IOException {
    assertThat(train("fused", "activations.dtype=float16"))
        .isNotEqualTo(train("fused", "activations.dtype=float32"));
  }

  @Test
  void leavesNoActivationsBehind() throws IOException {
    String run = "clean";
    runs.train(spark, small.recipe("training.schedule=pipelined"), run);

    assertThat(runs.path(run).resolve("activations")).doesNotExist();
    assertThat(runs.path(run).resolve("checkpoints")).exists();
  }

  /** Stopped after the first round and gone on with, each time by another schedule. */
  @Test
  void mayChangeWhenARunIsResumed() throws IOException {
    String fused = train("fused", "training.epochs=3");
    List<String> schedules = new ArrayList<>(SCHEDULES);
    schedules.add("fused");
    for (int i = 0; i < schedules.size(); i++) {
      String run = "resumed-" + i;
      runs.train(spark, recipe(schedules.get(i), "training.epochs=3"), run);
      runs.forget(run, 3);
      String next = schedules.get((i + 1) % schedules.size());

      TrainingRun resumed = runs.resume(spark, recipe(next, "training.epochs=3"), run);

      assertThat(resumed.finishedRounds()).isEqualTo(2);
      assertThat(resumed.train(Runs.quiet()).hash()).as(next).isEqualTo(fused);
    }
  }

  private String train(String schedule, String override) throws IOException {
    String run = "run-" + TRAINED.incrementAndGet();
    return runs.train(spark, recipe(schedule, override), run).hash();
  }

  private Recipe recipe(String schedule, String override) {
    return small.recipe("training.schedule=" + schedule, override);
  }
}
