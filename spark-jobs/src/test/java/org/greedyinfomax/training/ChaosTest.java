package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.Schedule;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.training.FaultyFileSystem.Fault;
import org.greedyinfomax.training.FaultyFileSystem.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A pipelined run on a file system where things go wrong: it stops and says what to do, nothing
 * half written is ever read, and resuming ends in the same bits.
 */
@Tag("slow")
@Timeout(600)
@ParameterizedClass
@EnumSource(Small.class)
final class ChaosTest {

  /** 2 rounds by 3 groups with 2 borders. */
  private static Recipe recipe;

  /** The same with one border, because it is run so often. */
  private static Recipe twoGroups;

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Runs runs;
  private static String hash;

  @Parameter private Small small;

  @BeforeParameterizedClassInvocation
  static void trainWithoutHarm(Small small) throws IOException {
    recipe =
        small.recipe(
            "training.schedule=pipelined",
            "training.replicas=2",
            "training.epochs=1",
            "training.localSteps=3");
    twoGroups = recipe.withSchedule(Schedule.of(List.of(List.of(0), List.of(1, 2))));
    runs = new Runs(directory.resolve(small.name()), small);
    spark = Sparks.start("local[2]", FaultyFileSystem.sparkSettings());
    spark.sparkContext().setLogLevel("OFF"); // the failures are meant
    FaultyFileSystem.heal();
    hash = start(recipe, "unharmed").train(Runs.quiet()).hash();
  }

  @AfterParameterizedClassInvocation
  static void stopSpark() {
    spark.stop();
  }

  @AfterEach
  void heal() {
    FaultyFileSystem.heal();
  }

  /** Some of these operations for sounds, and others for pictures. */
  @Test
  void aDriverThatIsKilledNowAndThenLosesNothing() throws IOException {
    killBeforeEvery(5, small == Small.SOUNDS ? 1 : 3);
  }

  @Test
  @Tag("long")
  void aDriverThatIsKilledBetweenAnyTwoOperationsLosesNothing() throws IOException {
    killBeforeEvery(1, 0);
  }

  /**
   * The process dies before one and another of all operations by which its driver changes a file;
   * data files are the tasks'.
   */
  private static void killBeforeEvery(int step, int first) throws IOException {
    int operations = first;
    boolean isDone = false;
    while (!isDone) {
      String run = "killed-" + operations;
      Death death = new Death(operations);
      FaultyFileSystem.happens(death);
      isDone = trainUntilDeath(run);
      FaultyFileSystem.heal();

      assertThat(trainToTheEnd(run)).as("killed before operation %d", operations).isEqualTo(hash);

      FileUtil.fullyDelete(runs.path(run).toFile());
      operations += step;
    }
    assertThat(operations).as("operations").isGreaterThan(30);
  }

  /** From some operation on nothing is read or written any more. */
  private static final class Death implements Fault {

    private final AtomicInteger left;

    Death(int operations) {
      left = new AtomicInteger(operations);
    }

    @Override
    public void before(Operation operation, Path file) throws IOException {
      boolean counts = operation != Operation.OPEN && !file.toString().endsWith(".parquet");
      int now = counts ? left.decrementAndGet() : left.get();
      if (now < 0) {
        left.set(Integer.MIN_VALUE / 2);
        throw new IOException("the process is dead");
      }
    }
  }

  private static boolean trainUntilDeath(String run) {
    try {
      start(twoGroups, run).train(Runs.quiet());
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  /** As a user would: go on with the run if it is one, and otherwise start it again. */
  private static String trainToTheEnd(String run) throws IOException {
    if (Files.exists(runs.path(run).resolve("config.conf"))) {
      return resume(twoGroups, run);
    }
    FileUtil.fullyDelete(runs.path(run).toFile());
    return start(twoGroups, run).train(Runs.quiet()).hash();
  }

  @Test
  void aFullDiskStopsTheRunWithTheFileAndTheRemedy() throws IOException {
    FaultyFileSystem.happens(
        new Fault() {
          private final AtomicLong written = new AtomicLong();

          @Override
          public void before(Operation operation, Path file) throws IOException {
            if (operation == Operation.WRITE
                && file.toString().endsWith(".parquet")
                && written.incrementAndGet() > 60) {
              throw new IOException("No space left on device");
            }
          }
        });

    assertStops(
        "full",
        "(?s)round [12] of (conv|stage)[12] failed: cannot write faulty:.*/activations/(conv|stage)[12]/round-00000[12]/"
            + "replica-00[01]-[-0-9a-f]+\\.parquet: No space left on device.*");
    assertThat(partsOf("full")).isEmpty();
  }

  @Test
  void aFlippedByteOfAnActivationFileIsFound() throws IOException {
    FaultyFileSystem.happens(
        afterwards(
            Operation.CLOSE,
            ".*/(conv|stage)1/round-000002/replica-001.*\\.parquet",
            file -> Damage.flip(file, 3_000)));

    assertStops(
        "flipped",
        "(?s)round 2 of (conv|stage)2 failed: faulty:.*/activations/(conv|stage)1/round-000002/replica-001-[-0-9a-f]+\\.parquet"
            + " is damaged \\(.*\\): go on with --resume, which makes it anew.*");
  }

  @Test
  void aTruncatedManifestIsFound() throws IOException {
    FaultyFileSystem.happens(
        afterwards(
            Operation.RENAME,
            ".*/activations/(conv|stage)2/round-000001\\.json",
            file -> Damage.cut(file, 100)));

    assertStops(
        "truncated",
        "(?s)round 1 of (gru|stage3) failed: faulty:.*/activations/(conv|stage)2/round-000001\\.json is damaged \\(.*\\): go"
            + " on with --resume, which makes it anew.*");
  }

  private interface Harm {
    void to(Path file) throws IOException;
  }

  private static Fault afterwards(Operation when, String where, Harm harm) {
    return new Fault() {
      @Override
      public void after(Operation operation, Path file) throws IOException {
        if (operation == when && file.toString().matches(where)) {
          harm.to(file);
        }
      }
    };
  }

  /**
   * Exits with code 4, keeps what was finished, and ends in the same bits when resumed, also where
   * nothing was.
   */
  private static void assertStops(String run, String message) throws IOException {
    Pretrain pretrain = new Pretrain(spark, Runs.quiet());
    assertThatThrownBy(() -> pretrain.start(recipe, runs.corpus(), path(run), Existing.REFUSE))
        .isInstanceOfSatisfying(
            JobException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.INTERRUPTED))
        .hasMessageMatching(message)
        .hasMessageMatching(
            "(?s).*remove the cause, then (go on with --resume|start again with --overwrite)");
    FaultyFileSystem.heal();

    assertThat(resume(recipe, run)).isEqualTo(hash);
  }

  /** The group above needs ten times as long for a round as the one below. */
  @Test
  void aSlowConsumerNeverLetsTheWindowGrowBeyondItsBudget() throws IOException {
    Recipe slow =
        small.recipe(
            "training.schedule=[[0], [1, 2]]",
            "training.localSteps=1",
            "training.epochs=2",
            "activations.window=3",
            "activations.budget=500 KiB");
    AtomicLong mostBytes = new AtomicLong();
    AtomicInteger mostRounds = new AtomicInteger();
    FaultyFileSystem.happens(
        new Fault() {
          @Override
          public void before(Operation operation, Path file) {
            if (operation == Operation.OPEN && file.toString().endsWith(".parquet")) {
              sleep(300);
            }
          }

          @Override
          public void after(Operation operation, Path file) throws IOException {
            mostBytes.accumulateAndGet(sizeOf(partsOf("slow")), Math::max);
            long rounds = partsOf("slow").stream().map(Path::getParent).distinct().count();
            mostRounds.accumulateAndGet((int) rounds, Math::max);
          }
        });

    TrainingRun.start(spark, slow, runs.corpus(), path("slow"), Existing.REFUSE)
        .train(Runs.quiet());

    assertThat(mostRounds).hasValue(2); // of three, because the budget holds two
    assertThat(mostBytes.get()).isBetween(1L, 500L << 10);
    List<RoundMetrics> lower =
        runs.directory("slow").rounds().stream()
            .filter(round -> round.group().equals(slow.stack().modules().get(0).name()))
            .toList();
    assertThat(lower).allMatch(round -> round.border().window() == 2);
    assertThat(lower.stream().mapToDouble(round -> round.seconds().waiting()).sum())
        .as("seconds that the lower group waited for room")
        .isPositive();
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long sizeOf(List<Path> files) {
    return files.stream().mapToLong(file -> file.toFile().length()).sum();
  }

  private static List<Path> partsOf(String run) throws IOException {
    Path activations = runs.path(run).resolve("activations");
    if (!Files.exists(activations)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(activations)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).toList();
    } catch (java.io.UncheckedIOException e) {
      return List.of(); // something was deleted meanwhile
    }
  }

  private static TrainingRun start(Recipe recipe, String run) throws IOException {
    return TrainingRun.start(spark, recipe, runs.corpus(), path(run), Existing.REFUSE);
  }

  private static String resume(Recipe recipe, String run) throws IOException {
    RunDirectory begun = RunDirectory.open(spark.sparkContext().hadoopConfiguration(), path(run));
    return TrainingRun.resume(spark, recipe, runs.corpus(), begun).train(Runs.quiet()).hash();
  }

  private static String path(String run) {
    return FaultyFileSystem.path(runs.path(run));
  }
}
