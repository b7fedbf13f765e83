package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.run.RunDirectory.Existing;
import org.greedyinfomax.storage.DiskTrace;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The power may go at any time: what the disk has by then is a run that goes on to the same bits.
 */
@Tag("slow")
final class PowerCutTest {

  private static final Pattern COMMIT = Pattern.compile("run/checkpoints/round-(\\d+)\\.json");
  private static final Recipe RECIPE =
      SmallRecipe.with("training.schedule=pipelined", "training.localSteps=3");

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Runs runs;
  private static DiskTrace trace;
  private static String hash;

  /** Trains a run, to be traced. */
  public static void main(String[] args) throws IOException {
    try (SparkSession spark = Sparks.start("local[2]")) {
      TrainingRun.start(spark, RECIPE, args[0], args[1], Existing.REFUSE).train(Runs.quiet());
    }
  }

  @BeforeAll
  static void trainATracedRun() throws Exception {
    assumeTrue(DiskTrace.isPossible(), "strace is not there, or may not trace");
    runs = new Runs(folder);
    Path disk = Files.createDirectory(folder.resolve("disk"));
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(
        List.of(PowerCutTest.class.getName(), runs.corpus(), disk.resolve("run").toString()));
    trace = DiskTrace.of(command, disk, folder.resolve("strace"));
    spark = Sparks.start("local[2]");
    hash = runs.train(spark, RECIPE, "whole").hash();
  }

  @AfterAll
  static void stopSpark() {
    if (spark != null) {
      spark.stop();
    }
  }

  @ParameterizedTest
  @EnumSource(DiskTrace.Names.class)
  void leavesTheNewestCheckpointAtEveryMoment(DiskTrace.Names names) throws IOException {
    Set<String> seen = new HashSet<>();
    Set<Integer> resumed = new HashSet<>();
    int committed = 0; // by a rename that a sync of its directory has followed
    int renamed = 0;
    for (int i = 0; i < trace.operations(); i++) {
      Matcher commit = COMMIT.matcher(trace.renamed(i));
      if (commit.matches()) {
        renamed = Integer.parseInt(commit.group(1));
      } else if (renamed > committed && trace.isSyncOf(i, "run/checkpoints")) {
        committed = renamed;
      }
      Path left = folder.resolve(names + "-" + i);
      if (seen.add(trace.restore(i + 1, names, left)) && Files.exists(left.resolve("run"))) {
        int newest = assertIsSound(left.resolve("run"), committed);
        if (newest >= 0 && resumed.add(newest)) {
          assertThat(resume(left.resolve("run"))).as("after %d", newest).isEqualTo(hash);
        }
      }
    }
    assertThat(committed).isEqualTo(4);
    assertThat(resumed).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  /** Returns the rounds of the newest checkpoint; -1 if the directory is no run yet. */
  private static int assertIsSound(Path path, int committed) throws IOException {
    if (!Files.exists(path.resolve("config.conf"))) {
      assertThat(committed).isZero();
      RunDirectory.requireReplaceable(new Configuration(), path.toString(), Existing.OVERWRITE);
      return -1;
    }
    RunDirectory run = RunDirectory.open(new Configuration(), path.toString());
    assertThat(run.recipe()).isEqualTo(RECIPE);
    assertThat(run.input()).isEqualTo(runs.directory("whole").input());
    int newest = run.checkpoints().newest();
    assertThat(newest).isGreaterThanOrEqualTo(committed);
    if (newest > 0) {
      assertThat(run.newestCheckpoint().rounds()).isEqualTo(newest);
    }
    assertThat(run.rounds().stream().mapToInt(RoundMetrics::round).max().orElse(0))
        .isGreaterThanOrEqualTo(newest);
    return newest;
  }

  private static String resume(Path path) throws IOException {
    // A machine without power is away for longer than a lease lasts of which nothing reached the
    // disk.
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    for (String lease : List.of("lease.json", "lease.renewed")) {
      if (Files.exists(path.resolve(lease))) {
        Files.setLastModifiedTime(path.resolve(lease), before);
      }
    }
    RunDirectory run = RunDirectory.open(new Configuration(), path.toString());
    return TrainingRun.resume(spark, RECIPE, runs.corpus(), run).train(Runs.quiet()).hash();
  }
}
