package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.training.batch.FrameTargetsTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels of frames are the same for every stage group, wherever its mini-batches come from. */
@Tag("slow")
@SharedSpark(SharedSpark.Scheduler.FAIR)
final class FrameScheduleTest {

  private static final String END_TO_END =
      "modules=[{ name = encoder, layers = [{ kind = convolution1d, channels = 8, kernel = 8,"
          + " stride = 4, padding = 2 }, { kind = convolution1d, channels = 8, kernel = 4,"
          + " stride = 2, padding = 1 }, { kind = gru, hidden = 8, backpropagation ="
          + " through-time }] }]";

  @TempDir private static Path directory;
  private static Runs runs;
  private static SparkSession spark;

  @BeforeAll
  static void start() throws IOException {
    runs = new Runs(directory);
    Files.write(directory.resolve("labels.txt"), FrameTargetsTest.lines());
    spark = SharedSession.spark();
  }

  @ParameterizedTest
  @ValueSource(strings = {"simultaneous", "iterative"})
  void schedulesNeverChangeWhatIsLearned(String order) throws IOException {
    String fused = train(order + "-fused", "training.order=" + order);

    for (String schedule : new String[] {"pipelined", "[[0], [1, 2]]"}) {
      String run = order + "-" + schedule.length();
      assertThat(train(run, "training.order=" + order, "training.schedule=" + schedule))
          .as(schedule)
          .isEqualTo(fused);
    }
  }

  @Test
  void goesOnAsIfItHadNotStopped() throws IOException {
    String whole = train("whole", END_TO_END);
    runs.copy("whole", "stopped");
    runs.forget("stopped", 3);

    TrainingRun resumed = runs.resume(spark, recipe(END_TO_END), "stopped");

    assertThat(resumed.finishedRounds()).isEqualTo(2);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole);
  }

  @Test
  void anotherOffsetTeachesSomethingElse() throws IOException {
    assertThat(train("later", END_TO_END, "loss.frameOffset=2"))
        .isNotEqualTo(train("usual", END_TO_END));
  }

  private static String train(String run, String... overrides) throws IOException {
    return runs.train(spark, recipe(overrides), run).hash();
  }

  private static Recipe recipe(String... overrides) {
    return SmallRecipe.ofFrames(directory.resolve("labels.txt"), overrides);
  }
}
