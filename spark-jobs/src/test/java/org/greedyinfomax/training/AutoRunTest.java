package org.greedyinfomax.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.Schedule;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever measurements choose, a run keeps it and comes to the same states by it. */
@Tag("slow")
@SharedSpark(SharedSpark.Scheduler.FAIR)
final class AutoRunTest {

  private static final Recipe AUTO =
      SmallRecipe.with("training.localSteps=auto", "training.schedule=auto");

  private static final ByteArrayOutputStream TOLD = new ByteArrayOutputStream();

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;
  private static Recipe recorded;
  private static String hash;

  @BeforeAll
  static void train() throws IOException {
    runs = new Runs(directory);
    spark = SharedSession.spark();
    hash = start(AUTO, "auto").stateHash();
    recorded = runs.directory("auto").recipe();
  }

  @Test
  void recordsNumbersAndGroupsInTheRun() {
    assertThat(recorded.training().localSteps()).isBetween(1, 12); // of 12 steps in all
    assertThat(recorded.training().schedule().kind()).isNotEqualTo(Schedule.Kind.AUTO);
    assertThat(recorded)
        .isEqualTo(
            AUTO.withLocalSteps(recorded.training().localSteps())
                .withSchedule(recorded.training().schedule()));
  }

  @Test
  void tellsWhatItHasChosenAndWhyInOneLine() {
    assertThat(TOLD.toString(UTF_8))
        .containsPattern(
            "(?m)^auto · schedule \\S.* \\(.+\\) · localSteps %d \\(of a round's .+ overhead\\)$"
                .formatted(recorded.training().localSteps()));
  }

  @Test
  void comesToTheSameStatesAsARunByTheRecordedNumbers() throws IOException {
    assertThat(start(recorded, "explicit").stateHash()).isEqualTo(hash);
    assertThat(start(recorded.withSchedule(Schedule.of(Schedule.Kind.FUSED)), "fused").stateHash())
        .isEqualTo(hash);
  }

  @Test
  void goesOnByTheRecordedNumbers() throws IOException {
    assertThat(resume(recorded, "by its own recipe").stateHash()).isEqualTo(hash);
  }

  @Test
  void goesOnByTheRecordedStepsWhereARecipeSaysAuto() throws IOException {
    assertThat(resume(AUTO, "by auto").stateHash()).isEqualTo(hash);
    assertThat(runs.directory("by auto").recipe().training().localSteps())
        .isEqualTo(recorded.training().localSteps());
  }

  @Test
  void resolvesTheScheduleAnewWhenItGoesOn() throws IOException {
    Recipe auto = recorded.withSchedule(Schedule.of(Schedule.Kind.AUTO));

    assertThat(resume(auto, "anew").stateHash()).isEqualTo(hash);
    assertThat(runs.directory("anew").recipe().training().schedule().kind())
        .isNotEqualTo(Schedule.Kind.AUTO);
  }

  private static Pretrain.Report start(Recipe recipe, String run) throws IOException {
    return pretrain().start(recipe, runs.corpus(), runs.path(run).toString(), Existing.REFUSE);
  }

  /** Goes on with a copy of the first run from which the last checkpoint is taken away. */
  private static Pretrain.Report resume(Recipe recipe, String run) throws IOException {
    runs.copy("auto", run);
    RunDirectory copy = runs.directory(run);
    runs.forget(run, copy.newestCheckpoint().rounds());
    return pretrain().resume(recipe, runs.corpus(), copy);
  }

  private static Pretrain pretrain() {
    return new Pretrain(spark, new Progress(new PrintStream(TOLD, true, UTF_8), 0));
  }
}
