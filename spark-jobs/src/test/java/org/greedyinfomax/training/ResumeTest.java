package org.greedyinfomax.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunStoppedException;
import org.greedyinfomax.storage.WholeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A run that is interrupted, prolonged or both ends as one that was not. */
@ParameterizedClass
@EnumSource(Small.class)
@SharedSpark
final class ResumeTest {

  /** 12 steps: rounds of 5, 5 and 2. */
  private static Recipe shortRun;

  /** 24 steps: rounds of 5, 5, 5, 5 and 4. */
  private static Recipe longRun;

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;
  private static String shortHash;
  private static String longHash;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void trainWithoutStopping(Small small) throws IOException {
    shortRun = small.recipe();
    longRun = small.recipe("training.epochs=6");
    runs = new Runs(directory.resolve(small.name()), small);
    spark = SharedSession.spark();
    shortHash = runs.train(spark, shortRun, "short").hash();
    longHash = runs.train(spark, longRun, "long").hash();
  }

  @Test
  void goesOnFromACheckpoint() throws IOException {
    runs.copy("short", "stopped");
    runs.forget("stopped", 3);

    TrainingRun resumed = runs.resume(spark, shortRun, "stopped");

    assertThat(resumed.finishedRounds()).isEqualTo(2);
    assertThat(resumed.rounds()).isEqualTo(3);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(shortHash);
    assertThat(roundsOf("stopped")).containsExactly(1, 2, 3);
  }

  @Test
  void goesOnWithARunThatLacksKeysOnWhichTrainingDoesNotDepend() throws IOException {
    runs.copy("short", "old");
    runs.forget("old", 3);
    Path config = runs.path("old").resolve("config.conf");
    String text = Files.readString(config);
    String old =
        text.replaceFirst("(?m)^device = .*\n", "")
            .replaceFirst("(?m)^ +draws = .*\n", "")
            .replaceFirst("(?ms)^synthesis \\{.*?^}\n", "")
            .replaceFirst("(?m)^# .*\n", "");
    assertThat(old.lines().count()).isEqualTo(text.lines().count() - 8);
    Files.writeString(
        config,
        old + "# sha256 of the lines above: " + WholeFile.sha256(old.getBytes(UTF_8)) + "\n");

    TrainingRun resumed = runs.resume(spark, shortRun, "old");

    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(shortHash);
    assertThat(runs.directory("old").recipe()).isEqualTo(shortRun);
  }

  @Test
  void hasNothingToDoAtTheEnd() throws IOException {
    runs.copy("short", "done");
    List<RoundMetrics> metrics = runs.directory("done").rounds();

    Checkpoint again = runs.resume(spark, shortRun, "done").train(Runs.quiet());

    assertThat(again.hash()).isEqualTo(shortHash);
    assertThat(runs.directory("done").rounds()).isEqualTo(metrics);
  }

  @Test
  void savesWhatIsFinishedWhenTheCallersJobGroupIsCancelled() throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    context.setJobGroup("paragraph", "of a notebook");
    try {
      assertIsStopped("cancelled", () -> context.cancelJobGroup("paragraph"));
    } finally {
      context.clearJobGroup();
    }
  }

  @Test
  void savesWhatIsFinishedWhenTheCallerIsInterrupted() throws IOException {
    Thread caller = Thread.currentThread();

    assertIsStopped("interrupted", caller::interrupt);
  }

  /** Stopped while a job of its second or third round is at work. */
  private void assertIsStopped(String run, Runnable stop) throws IOException {
    TrainingRun training = runs.start(spark, shortRun, run);
    Thread stopper =
        new Thread(
            () -> {
              awaitJob();
              stop.run();
            });

    assertThatThrownBy(() -> training.train(Runs.calling("round 1/", stopper::start)))
        .isInstanceOf(RunStoppedException.class)
        .hasMessageEndingWith("of 3 are saved: remove the cause, then go on with --resume");

    TrainingRun resumed = runs.resume(spark, shortRun, run);
    assertThat(resumed.finishedRounds()).isBetween(1, 2);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(shortHash);
  }

  private static void awaitJob() {
    while (spark.sparkContext().statusTracker().getActiveJobIds().length == 0) {
      Thread.onSpinWait();
    }
  }

  /** Round 3 was cut short by the end, so a longer run takes it again. */
  @Test
  void prolongsARunAsIfItHadBeenLongFromTheStart() throws IOException {
    runs.copy("short", "prolonged");

    TrainingRun prolonged = runs.resume(spark, longRun, "prolonged");

    assertThat(prolonged.finishedRounds()).isEqualTo(2);
    assertThat(prolonged.train(Runs.quiet()).hash()).isEqualTo(longHash);
    assertThat(roundsOf("prolonged")).containsExactly(1, 2, 3, 4, 5);
    assertThat(runs.directory("prolonged").rounds().stream().map(RoundMetrics::step))
        .containsExactly(5, 10, 15, 20, 24);
    assertThat(runs.directory("prolonged").recipe()).isEqualTo(longRun);
  }

  @Test
  void prolongsFromTheEndIfItsLastRoundWasWhole() throws IOException {
    runs.copy("long", "whole"); // 20 of its steps are 5 epochs
    runs.forget("whole", 5);
    runs.directory("whole").writeRecipe(small.recipe("training.epochs=5"));

    TrainingRun prolonged = runs.resume(spark, longRun, "whole");

    assertThat(prolonged.finishedRounds()).isEqualTo(4);
    assertThat(prolonged.train(Runs.quiet()).hash()).isEqualTo(longHash);
  }

  @Test
  void prolongsFromTheStartIfNoOtherCheckpointIsKept() throws IOException {
    runs.copy("short", "sparse");
    runs.forget("sparse", 2);

    TrainingRun prolonged = runs.resume(spark, longRun, "sparse");

    assertThat(prolonged.finishedRounds()).isZero();
    assertThat(prolonged.train(Runs.quiet()).hash()).isEqualTo(longHash);
    assertThat(roundsOf("sparse")).containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void doesNotShortenARun() throws IOException {
    assertRefused(
        () -> runs.resume(spark, shortRun, "long"),
        "the run in %s has already taken 24 steps, but training.epochs = 3 ends after 12: raise"
            + " training.epochs to at least 6, or start a new run",
        runs.path("long"));
    assertThat(runs.directory("long").recipe()).isEqualTo(longRun);
    assertThat(runs.directory("long").newestCheckpoint().hash()).isEqualTo(longHash);
  }

  /** Two rounds of five: an end after 12 steps still lies ahead. */
  @Test
  void shortensWhatIsStillToCome() throws IOException {
    runs.copy("short", "early");
    runs.forget("early", 3);
    runs.directory("early").writeRecipe(longRun); // as if it had been meant to be long

    TrainingRun shortened = runs.resume(spark, shortRun, "early");

    assertThat(shortened.finishedRounds()).isEqualTo(2);
    assertThat(shortened.train(Runs.quiet()).hash()).isEqualTo(shortHash);
  }

  @Test
  void refusesAnotherRecipe() throws IOException {
    String message =
        "the run %1$s was started with another recipe: resume with --recipe %1$s/config.conf, or"
            + " start a new run";

    assertRefused(
        () -> runs.resume(spark, small.recipe("optimizer.learningRate=1e-3"), "short"),
        message,
        runs.path("short"));
    assertRefused(
        () -> runs.resume(spark, small.recipe("training.localSteps=6"), "short"),
        message,
        runs.path("short"));
    assertThat(runs.directory("short").recipe()).isEqualTo(shortRun);
  }

  @Test
  void goesOnWhereTheRateHadFallenTo() throws IOException {
    Recipe falling = small.recipe("optimizer.schedule=cosine", "optimizer.warmupSteps=3");
    Checkpoint whole = runs.train(spark, falling, "falling");
    runs.copy("falling", "fallen");
    runs.forget("fallen", 3);

    TrainingRun resumed = runs.resume(spark, falling, "fallen");

    assertThat(resumed.finishedRounds()).isEqualTo(2);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(whole.hash());
  }

  @Test
  void doesNotProlongARunWhoseRateFallsUntilTheEnd() throws IOException {
    String falling = "optimizer.schedule=cosine";
    runs.start(spark, small.recipe(falling), "until-the-end");

    assertRefused(
        () -> runs.resume(spark, small.recipe(falling, "training.epochs=6"), "until-the-end"),
        "the learning rate of the run %s falls until epoch 3 (optimizer.schedule = cosine), so that"
            + " its first steps depend on training.epochs: resume without changing it to 6, or start"
            + " a new run",
        runs.path("until-the-end"));
  }

  @Test
  void refusesAWarmUpThatIsLongerThanTheTraining() {
    assertRefused(
        () -> runs.start(spark, small.recipe("optimizer.warmupSteps=12"), "warm"),
        "optimizer.warmupSteps must be less than the 12 steps that a module takes, but is 12: lower"
            + " it, or raise training.epochs");
    assertThat(runs.path("warm")).doesNotExist();
  }

  /** There a module learns from what the one below became after all its epochs. */
  @Test
  void doesNotProlongIterativeOrder() throws IOException {
    TrainingRun run = runs.start(spark, small.recipe("training.order=iterative"), "iterative");
    assertThat(run.rounds()).isEqualTo(9);

    assertThatThrownBy(
            () ->
                runs.resume(
                    spark,
                    small.recipe("training.order=iterative", "training.epochs=6"),
                    "iterative"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("was started with another recipe");
  }

  @Test
  void refusesAnotherCorpus() throws IOException {
    assumeTrue(small == Small.SOUNDS);
    String other = directory.resolve("other-corpus").toString();
    SmallCorpus.write(other, 2);

    assertRefused(
        () -> TrainingRun.resume(spark, shortRun, other, runs.directory("short")),
        "the run %s was started on another corpus (%s): resume with that one, or start a new run",
        runs.path("short"),
        runs.corpus());
  }

  @Test
  void refusesACorpusOfAnotherRate() {
    assumeTrue(small == Small.SOUNDS);
    assertRefused(
        () -> runs.start(spark, small.recipe("input.sampleRate=16000"), "rate"),
        "the corpus %s has 8000 samples per second, but input.sampleRate is 16000: ingest it at"
            + " that rate or change the recipe",
        runs.corpus());
    assertThat(runs.path("rate")).doesNotExist();
  }

  /** Ways in which a checkpoint may be damaged. */
  private enum Harm {
    FLIPPED {
      @Override
      void to(Path checkpoints, String module) throws IOException {
        Damage.flip(checkpoints.resolve("round-000003/" + module + ".safetensors"), -1);
      }
    },
    CUT {
      @Override
      void to(Path checkpoints, String module) throws IOException {
        Damage.cut(checkpoints.resolve("round-000003/" + module + ".safetensors"), 0);
      }
    },
    MISSING {
      @Override
      void to(Path checkpoints, String module) throws IOException {
        Files.delete(checkpoints.resolve("round-000003/" + module + ".safetensors"));
      }
    },
    MANIFEST {
      @Override
      void to(Path checkpoints, String module) throws IOException {
        Damage.cut(checkpoints.resolve("round-000003.json"), 100);
      }
    },
    EMPTY_MANIFEST {
      @Override
      void to(Path checkpoints, String module) throws IOException {
        Damage.cut(checkpoints.resolve("round-000003.json"), 0);
      }
    };

    abstract void to(Path checkpoints, String module) throws IOException;
  }

  @ParameterizedTest
  @EnumSource(Harm.class)
  void goesOnFromTheCheckpointBeforeADamagedOne(Harm harm) throws IOException {
    String run = "damaged-" + harm;
    runs.copy("short", run);
    Path checkpoints = runs.path(run).resolve("checkpoints");
    harm.to(checkpoints, shortRun.stack().modules().get(1).name());

    List<String> told = new ArrayList<>();
    TrainingRun resumed =
        TrainingRun.resume(spark, shortRun, runs.corpus(), runs.directory(run), told::add);

    assertThat(resumed.finishedRounds()).isEqualTo(2);
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(shortHash);
    assertThat(told)
        .singleElement(STRING)
        .startsWith(checkpoints + "/round-000003")
        .contains(" is damaged (")
        .endsWith("): going on from the checkpoint of round 2, to the same result");
    assertThat(roundsOf(run)).containsExactly(1, 2, 3);
    assertThat(runs.directory(run).newestCheckpoint().hash()).isEqualTo(shortHash);
  }

  /** The last round was cut short by the end, and the checkpoint before is damaged. */
  @Test
  void saysThatItBeginsAnewIfItPassesThroughNoCheckpointThatIsWhole() throws IOException {
    runs.copy("short", "anew");
    Path checkpoints = runs.path("anew").resolve("checkpoints");
    Damage.cut(checkpoints.resolve("round-000002.json"), 10);
    List<String> told = new ArrayList<>();

    TrainingRun resumed =
        TrainingRun.resume(spark, longRun, runs.corpus(), runs.directory("anew"), told::add);

    assertThat(told)
        .singleElement(STRING)
        .startsWith(checkpoints + "/round-000002.json is damaged (")
        .endsWith("): going on from the start, to the same result");
    assertThat(resumed.finishedRounds()).isZero();
    assertThat(resumed.train(Runs.quiet()).hash()).isEqualTo(longHash);
  }

  @Test
  void isSeenHowFarItIsWhileSomebodyElseHasIt() throws IOException {
    runs.copy("short", "seen");
    Path checkpoints = runs.path("seen").resolve("checkpoints");
    Path config = runs.path("seen").resolve("config.conf");
    FileTime written = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(config, written);

    assertThat(RunRounds.of(runs.directory("seen"), runs.corpus()))
        .isEqualTo(new RunRounds(3, 3, 3))
        .matches(RunRounds::isAll);
    Damage.cut(checkpoints.resolve("round-000003.json"), 10);
    assertThat(RunRounds.of(runs.directory("seen"), runs.corpus()))
        .isEqualTo(new RunRounds(2, 3, 3))
        .matches(rounds -> !rounds.isAll());
    assertThat(Files.getLastModifiedTime(config)).isEqualTo(written);

    try (TrainingRun other = runs.resume(spark, shortRun, "seen")) {
      assertThat(RunRounds.of(runs.directory("seen"), runs.corpus()).finished())
          .isEqualTo(other.finishedRounds());
    }
  }

  @Test
  void refusesToGoOnIfNoCheckpointIsWholeAndChangesNothing() throws IOException {
    runs.copy("short", "ruined");
    Path checkpoints = runs.path("ruined").resolve("checkpoints");
    Damage.cut(checkpoints.resolve("round-000002.json"), 10);
    Damage.cut(checkpoints.resolve("round-000003.json"), 10);

    assertThatThrownBy(() -> runs.resume(spark, longRun, "ruined"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(checkpoints + "/round-000003.json is damaged (")
        .hasMessageContaining("; " + checkpoints + "/round-000002.json is damaged (")
        .hasMessageEndingWith(
            "no checkpoint before it is whole: restore the file, or start the run anew with"
                + " --overwrite");

    assertThat(runs.directory("ruined").recipe()).isEqualTo(shortRun);
  }

  private static List<Integer> roundsOf(String run) throws IOException {
    return runs.directory(run).rounds().stream().map(RoundMetrics::round).toList();
  }

  private static void assertRefused(ThrowingCallable action, String message, Object... values) {
    assertThatThrownBy(action)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message, values);
  }
}
