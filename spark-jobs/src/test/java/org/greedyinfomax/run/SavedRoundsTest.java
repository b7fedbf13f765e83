package org.greedyinfomax.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.training.Damage;
import org.greedyinfomax.training.FaultyFileSystem;
import org.greedyinfomax.training.FaultyFileSystem.Fault;
import org.greedyinfomax.training.FaultyFileSystem.Operation;
import org.greedyinfomax.training.Runs;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.Sparks;
import org.greedyinfomax.training.TrainingRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that ends early says what is saved: what lies on the disk by then, also where the disk is
 * the trouble.
 */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class SavedRoundsTest {

  private static final Recipe RECIPE = SmallRecipe.with();
  private static final Recipe PIPELINED = SmallRecipe.with("training.schedule=pipelined");

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;
  private static String hash;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    runs = new Runs(directory);
    spark = Sparks.start("local[2]", FaultyFileSystem.sparkSettings());
    spark.sparkContext().setLogLevel("OFF"); // the failures are meant
    FaultyFileSystem.heal();
    hash = runs.train(spark, RECIPE, "undisturbed").hash();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  @Test
  void nothingIsSaidToBeSavedIfTheFirstCheckpointDoesNotFit() throws IOException {
    FaultyFileSystem.happens(full(".*/checkpoints/.*safetensors"));

    assertStops(
        RECIPE,
        "none",
        "(?s)round 1 of conv1-gru failed: cannot write faulty:%s/checkpoints/round-000001/"
            + "conv1.safetensors: .*No space left on device\nand then: cannot write \\S+conv1.safetensors.*"
            + "\nnothing is saved yet: remove the cause, then start again with --overwrite");
    FaultyFileSystem.heal();

    assertThat(train(RECIPE, "none", Existing.OVERWRITE)).isEqualTo(hash);
  }

  @Test
  void theNewestCheckpointIsNamedThatIsThere() throws IOException {
    FaultyFileSystem.happens(full(".*/checkpoints/round-000002/gru.safetensors"));

    assertStops(
        RECIPE,
        "one",
        "(?s)round 2 of conv1-gru failed: cannot write faulty:%s/checkpoints/round-000002/"
            + "gru.safetensors: .*No space left on device.*"
            + "\nrounds up to 1 of 3 are saved: remove the cause, then go on with --resume");
    FaultyFileSystem.heal();

    assertThat(resume(RECIPE, "one")).isEqualTo(hash);
  }

  @Test
  void aManifestThatCannotBeWrittenSavesNothing() throws IOException {
    FaultyFileSystem.happens(refusing(".*/checkpoints/.round-000002.*"));

    assertStops(
        RECIPE,
        "manifest",
        "(?s)round 2 of conv1-gru failed: cannot write faulty:%s/checkpoints/round-000002.json: .*"
            + "\nrounds up to 1 of 3 are saved: remove the cause, then go on with --resume");
  }

  @Test
  void metricsThatCannotBeWrittenStopTheRunWithTheFile() throws IOException {
    FaultyFileSystem.happens(refusing(".*/.metrics.jsonl.*"));

    assertStops(
        RECIPE,
        "metrics",
        "(?s)round 1 of conv1-gru failed: cannot write faulty:%s/metrics.jsonl: .*No space left on"
            + " device.*nothing is saved yet: remove the cause, then start again with --overwrite");
  }

  @Test
  void activationsThatDoNotFitNameRoundGroupAndFile() throws IOException {
    FaultyFileSystem.happens(full(".*/activations/conv2/round-000002/.*"));

    assertStops(
        PIPELINED,
        "activations",
        "(?s)round 2 of conv2 failed: cannot write faulty:%s/activations/conv2/round-000002/"
            + "replica-00[012]-\\S+.parquet: No space left on device\n"
            // whether the topmost group has finished its first round by then is chance
            + "(rounds up to 1 of 3 are saved: remove the cause, then go on with --resume"
            + "|nothing is saved yet: remove the cause, then start again with --overwrite)");
    FaultyFileSystem.heal();

    assertThat(resume(PIPELINED, "activations")).isEqualTo(hash);
  }

  @Test
  void aRunThatCannotBeginLeavesNothingInTheWay() throws IOException {
    FaultyFileSystem.happens(refusing(".*/.config.conf.*"));

    assertStops(
        RECIPE,
        "begun",
        "(?s)cannot write faulty:%s/config.conf: .*No space left on device"
            + "\nnothing is saved: remove the cause, then give the same command again");
    FaultyFileSystem.heal();

    assertThat(runs.path("begun")).doesNotExist();
    assertThat(train(RECIPE, "begun", Existing.REFUSE)).isEqualTo(hash);
  }

  @Test
  void aRunThatCannotBeginNorDeleteItsDirectorySaysTheSame() throws IOException {
    Path run = runs.path("stays");
    Fault cannotWrite = refusing(".*/.config.conf.*");
    FaultyFileSystem.happens(
        new Fault() {
          @Override
          public void before(Operation operation, Path file) throws IOException {
            cannotWrite.before(operation, file);
            if (operation == Operation.DELETE && file.equals(run)) {
              FaultyFileSystem.failAsOnAFullDisk();
            }
          }
        });

    assertStops(
        RECIPE,
        "stays",
        "(?s)cannot write faulty:%s/config.conf: .*No space left on device"
            + "\nnothing is saved: remove the cause, then give the same command again");
    FaultyFileSystem.heal();

    assertThat(run).isEmptyDirectory();
    assertThat(train(RECIPE, "stays", Existing.REFUSE)).isEqualTo(hash);
  }

  @Test
  void aRunThatCannotGoOnSaysWhatItHas() throws IOException {
    Files.createDirectories(runs.path("stuck"));
    train(RECIPE, "stuck", Existing.REFUSE);
    runs.forget("stuck", 3);
    FaultyFileSystem.happens(refusing(".*/.config.conf.*"));

    assertThatThrownBy(() -> resume(RECIPE, "stuck"))
        .isInstanceOf(RunStoppedException.class)
        .hasMessageEndingWith(
            "rounds up to 2 of 3 are saved: remove the cause, then go on with --resume");
    FaultyFileSystem.heal();

    assertThat(resume(RECIPE, "stuck")).isEqualTo(hash);
  }

  @Test
  void aDyingDiskDoesNotHideWhatStoppedTheRun() throws IOException {
    Fault second = refusing(".*/checkpoints/.round-000002.*");
    FaultyFileSystem.happens(
        new Fault() {
          private boolean isDying;

          @Override
          public void before(Operation operation, Path file) throws IOException {
            if (isDying && operation == Operation.OPEN && file.endsWith("config.conf")) {
              FaultyFileSystem.failAsOnAFullDisk();
            }
            isDying |= file.toString().contains("/.round-000002");
            second.before(operation, file);
          }
        });

    assertStops(
        RECIPE,
        "dying",
        "(?s)round 2 of conv1-gru failed: cannot write faulty:%s/checkpoints/round-000002.json: .*"
            + "\nwhat is saved in faulty:\\S+/dying cannot be seen now \\(.*No space left on"
            + " device\\): remove the cause, then go on with --resume");
  }

  @Test
  void whatCannotBeSeenIsSaidNotThrown() throws IOException {
    try (TrainingRun run =
        TrainingRun.start(spark, RECIPE, runs.corpus(), path("unseen"), Existing.REFUSE)) {
      FaultyFileSystem.happens(dying("config.conf"));

      assertThat(run.saved())
          .startsWith("what is saved in " + path("unseen") + " cannot be seen now (")
          .contains("No space left on device")
          .endsWith("): remove the cause, then go on with --resume");
    }
  }

  @Test
  void aRunThatCannotBeReadIsGivenUp() throws IOException {
    train(RECIPE, "unread", Existing.REFUSE);
    FaultyFileSystem.happens(dying("round-000003.json"));

    assertThatThrownBy(() -> resume(RECIPE, "unread")).isInstanceOf(FSError.class);

    assertThat(runs.path("unread").resolve("lease.json")).doesNotExist();
  }

  /** What is left of the newer checkpoints after a power cut has its lines. */
  @Test
  void linesAreForgottenAfterTheCheckpointsThatNeedThem() throws IOException {
    Recipe measured =
        SmallRecipe.with("validation.where=key in ('key-1', 'key-5')", "validation.interval=1");
    String whole = train(measured, "forgetting", Existing.REFUSE);
    Path run = runs.path("forgetting");
    String lines = Files.readString(run.resolve("validation.jsonl"));
    Damage.cut(run.resolve("checkpoints/round-000003/gru.safetensors"), 10);
    FaultyFileSystem.happens(
        new Fault() {
          @Override
          public void before(Operation operation, Path file) throws IOException {
            if (operation == Operation.DELETE && file.endsWith("round-000003.json")) {
              throw new IOException("somebody has pulled the plug");
            }
          }
        });

    assertThatThrownBy(() -> resume(measured, "forgetting"))
        .isInstanceOf(RunStoppedException.class)
        .hasMessageStartingWith("somebody has pulled the plug");
    FaultyFileSystem.heal();

    assertThat(run.resolve("validation.jsonl")).hasContent(lines);
    assertThat(resume(measured, "forgetting")).isEqualTo(whole);
  }

  /** A disk on which files of this name cannot be read: Hadoop throws an Error. */
  private static Fault dying(String name) {
    return new Fault() {
      @Override
      public void before(Operation operation, Path file) throws IOException {
        if (operation == Operation.OPEN && file.endsWith(name)) {
          FaultyFileSystem.failAsOnAFullDisk();
        }
      }
    };
  }

  /** A disk on which files of these names find no room: their bytes go to a device that is full. */
  private static Fault full(String names) {
    return new Fault() {
      @Override
      public void before(Operation operation, Path file) throws IOException {
        if (operation == Operation.WRITE && file.toString().matches(names)) {
          FaultyFileSystem.failAsOnAFullDisk();
        }
      }
    };
  }

  /** A disk on which small files of these names find no room: what Java itself throws. */
  private static Fault refusing(String names) {
    return new Fault() {
      @Override
      public void before(Operation operation, Path file) throws IOException {
        if (operation == Operation.WRITE && file.toString().matches(names)) {
          throw new IOException("No space left on device");
        }
      }
    };
  }

  @Test
  void hadoopThrowsAnErrorWhereADiskIsFull() {
    assertThatThrownBy(() -> full("x").before(Operation.WRITE, Path.of("x")))
        .isInstanceOf(FSError.class)
        .hasMessageContaining("No space left on device");
  }

  /** Exits with code 4. */
  private static void assertStops(Recipe recipe, String run, String message) {
    ThrowingCallable training =
        () ->
            new Pretrain(spark, Runs.quiet())
                .start(recipe, runs.corpus(), path(run), Existing.REFUSE);
    assertThatThrownBy(training)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.INTERRUPTED))
        .hasMessageMatching(message.formatted(runs.path(run)));
  }

  private static String train(Recipe recipe, String run, Existing existing) throws IOException {
    return TrainingRun.start(spark, recipe, runs.corpus(), path(run), existing)
        .train(Runs.quiet())
        .hash();
  }

  private static String resume(Recipe recipe, String run) throws IOException {
    RunDirectory begun = RunDirectory.open(spark.sparkContext().hadoopConfiguration(), path(run));
    return TrainingRun.resume(spark, recipe, runs.corpus(), begun).train(Runs.quiet()).hash();
  }

  private static String path(String run) {
    return FaultyFileSystem.path(runs.path(run));
  }
}
