package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.job.Clean;
import org.greedyinfomax.job.Clean.Place;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.job.report.PageOfRun;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other processes, and people, reach for the directory of a run that is being trained. */
@Timeout(120)
final class OwnershipTest {

  private static final Recipe RECIPE = SmallRecipe.with();

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;
  private static String hash;

  @BeforeAll
  static void trainUndisturbed() throws IOException {
    runs = new Runs(directory);
    spark = Sparks.start("local[2]", FaultyFileSystem.sparkSettings());
    FaultyFileSystem.heal();
    hash = runs.train(spark, RECIPE, "undisturbed").hash();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void aRunThatIsOverLeavesNoLease() {
    assertThat(runs.path("undisturbed").toFile().list())
        .contains("checkpoints", "config.conf", "metrics.jsonl", "run.json")
        .noneMatch(name -> name.contains("lease"));
  }

  /** In a pipeline a task may just have made the directory again, which is deleted, too. */
  @ParameterizedTest
  @ValueSource(strings = {"fused", "pipelined"})
  void aRunWhoseDirectoryIsDeletedEndsAndMakesNoneAnew(String schedule) {
    Path run = runs.path("deleted-" + schedule);

    assertInterrupted(
        () ->
            start(
                SmallRecipe.with("training.schedule=" + schedule, "training.localSteps=1"),
                "deleted-" + schedule,
                "round 2/",
                () -> FileUtil.fullyDelete(run.toFile())),
        run + (schedule.equals("fused") ? " is gone: " : ""));

    assertThat(run).doesNotExist();
  }

  @Test
  void aRunWhoseDirectoryIsDeletedAfterItsLastRoundIsNotSaidToBeTrained() {
    Path run = runs.path("deleted-last");

    assertInterrupted(
        () -> start(RECIPE, "deleted-last", "round 3/", () -> FileUtil.fullyDelete(run.toFile())),
        run + " is gone: ");

    assertThat(run).doesNotExist();
  }

  @Test
  void aRunWhoseLastCheckpointIsDeletedIsNotSaidToBeTrained() {
    Path run = runs.path("robbed");

    assertInterrupted(
        () ->
            start(
                RECIPE,
                "robbed",
                "round 3/",
                () -> FileUtil.fullyDelete(run.resolve("checkpoints").toFile())),
        "round 3 is finished, but the newest checkpoint is of round 0: somebody has deleted what"
            + " was written");
  }

  @Test
  void aRunThatIsTakenOverLeavesEverythingToTheOther() throws IOException {
    Path run = runs.path("taken");
    String other =
        """
        {"version":1,"owner":"x","directory":"d","host":"far","system":"s","pid":7,"started":0,
         "user":"ann","application":"","since":"2026-01-01T00:00:00Z"}
        """;

    assertInterrupted(
        () ->
            start(
                SmallRecipe.with("training.schedule=pipelined", "training.localSteps=1"),
                "taken",
                "round 2/",
                () -> {
                  write(run.resolve("lease.json"), other);
                  write(run.resolve("activations/conv1/of the other"), "kept");
                  write(run.resolve("metrics.jsonl"), "of the other");
                }),
        run + " was taken over by process 7 of ann on far, there since 2026-01-01T00:00:00Z: ");

    assertThat(run.resolve("lease.json")).hasContent(other.strip());
    assertThat(run.resolve("activations/conv1/of the other")).exists();
    assertThat(run.resolve("metrics.jsonl")).hasContent("of the other");
  }

  @Test
  void whileARunIsTrainedItIsNeitherOverwrittenNorResumedNorCleanedButRead() throws IOException {
    Path run = runs.path("busy");
    List<Throwable> refusals = new ArrayList<>();
    AtomicReference<String> cleaned = new AtomicReference<>("");

    Pretrain.Report report =
        start(
            RECIPE,
            "busy",
            "round 2/",
            () -> {
              refusals.add(
                  thrownBy(
                      () ->
                          other()
                              .start(RECIPE, runs.corpus(), run.toString(), Existing.OVERWRITE)));
              refusals.add(
                  thrownBy(() -> other().resume(RECIPE, runs.corpus(), runs.directory("busy"))));
              cleaned.set(cleanedText(run));
              read(run);
            });

    assertThat(refusals)
        .hasSize(2)
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(
                        "%s is in use by process %d of ", run, ProcessHandle.current().pid())
                    .hasMessageEndingWith("and then give the command again"));
    assertThat(cleaned.get()).startsWith(run + ": left alone, for it is in use by process ");
    assertThat(report.stateHash()).isEqualTo(hash);
    assertThat(runs.directory("busy").rounds()).extracting(RoundMetrics::round).contains(1, 2, 3);
  }

  /** As two attempts of a scheduler do, one of which it believes lost. */
  @Test
  void ofTwoThatResumeAtOnceOneTrainsAndOneIsRefused() throws Exception {
    runs.copy("undisturbed", "twice");
    runs.forget("twice", 3);
    runs.forget("twice", 2);
    CountDownLatch both = new CountDownLatch(2);
    List<Throwable> refusals = new ArrayList<>();
    List<String> hashes = new ArrayList<>();
    Runnable resume =
        () -> {
          both.countDown();
          Throwable refusal =
              thrownBy(
                  () -> {
                    both.await();
                    String found =
                        other().resume(RECIPE, runs.corpus(), runs.directory("twice")).stateHash();
                    synchronized (hashes) {
                      hashes.add(found);
                    }
                  });
          synchronized (refusals) {
            refusals.add(refusal);
          }
        };
    Thread first = new Thread(resume);
    Thread second = new Thread(resume);
    first.start();
    second.start();
    first.join();
    second.join();

    assertThat(hashes).containsExactly(hash);
    assertThat(refusals)
        .filteredOn(IllegalArgumentException.class::isInstance)
        .singleElement()
        .satisfies(refusal -> assertThat(refusal).hasMessageContaining(" is in use by process "));
    assertThat(runs.directory("twice").rounds())
        .extracting(RoundMetrics::round)
        .containsExactly(1, 2, 3);
  }

  @Test
  void aLeaseAloneDoesNotMakeADirectoryFull() throws Exception {
    Path run = Files.createDirectory(runs.path("begun"));
    Process process = new ProcessBuilder("true").start();
    process.waitFor();
    write(run.resolve("lease.renewed"), "3"); // of one that was killed while it gave up its lease

    assertThat(runs.train(spark, RECIPE, "begun").hash()).isEqualTo(hash);
  }

  /** Its recipe is the last that is read before the page is drawn. */
  @Test
  void aRunThatIsDeletedWhileItIsReadGetsNoPage() throws IOException {
    runs.copy("undisturbed", "read");
    deleteRecipeAfterReading("read", "config.conf", "metrics.jsonl");

    assertGone(
        "read", () -> new PageOfRun(spark).write(path("read"), Optional.empty()), "report.html");
  }

  @Test
  void aRunThatIsDeletedWhileItIsMappedGetsNoMap() throws IOException {
    runs.copy("undisturbed", "mapped");
    deleteRecipeAfterReading("mapped", "gru.safetensors", "run.json");

    assertGone(
        "mapped",
        () ->
            new PageOfRun(spark).map(path("mapped"), runs.corpus(), List.of("probe.label=speaker")),
        "map.json");
  }

  private static void assertGone(String run, ThrowingCallable action, String file) {
    try {
      assertThatThrownBy(action)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "%1$s/config.conf is gone: somebody has deleted or renamed the run %1$s while it was"
                  + " read, and nothing is written there",
              path(run));
    } finally {
      FaultyFileSystem.heal();
    }
    assertThat(runs.path(run).resolve(file)).doesNotExist();
  }

  /** Once one file and then another were opened. */
  private static void deleteRecipeAfterReading(String run, String first, String then) {
    Path recipe = runs.path(run).resolve("config.conf");
    FaultyFileSystem.happens(
        new FaultyFileSystem.Fault() {
          private boolean isFirstRead;

          @Override
          public void after(FaultyFileSystem.Operation operation, Path file) throws IOException {
            isFirstRead |= file.endsWith(first);
            if (isFirstRead && file.endsWith(then)) {
              Files.deleteIfExists(recipe);
            }
          }
        });
  }

  private static String path(String run) {
    return FaultyFileSystem.path(runs.path(run));
  }

  private static void assertInterrupted(ThrowingCallable training, String message) {
    assertThatThrownBy(training)
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.INTERRUPTED))
        .hasMessageStartingWith("%s", message);
  }

  /** Something happens when a round is first told of. */
  private static Pretrain.Report start(Recipe recipe, String run, String round, Runnable action)
      throws IOException {
    return new Pretrain(spark, Runs.calling(round, action))
        .start(recipe, runs.corpus(), runs.path(run).toString(), Existing.REFUSE);
  }

  private static Pretrain other() {
    return new Pretrain(spark, Runs.quiet());
  }

  private static Throwable thrownBy(ThrowingCallable action) {
    try {
      action.call();
      return new AssertionError("nothing was thrown");
    } catch (Throwable e) {
      return e;
    }
  }

  private static String cleanedText(Path run) {
    try {
      return new Clean(new Configuration())
          .run(new Clean.Options(Place.RUN, run.toString(), Duration.ZERO, false))
          .toText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Path run) {
    try {
      new PageOfRun(spark).write(run.toString(), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
