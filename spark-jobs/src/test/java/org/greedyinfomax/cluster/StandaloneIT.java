package org.greedyinfomax.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar is submitted to a standalone cluster of two workers, with the settings under {@code
 * conf/}, and trains there what it trains on one machine.
 */
@Tag("slow")
@Timeout(300)
final class StandaloneIT {

  private static final List<String> SMALL =
      List.of("--driver-memory", "600m", "--executor-memory", "600m");

  @TempDir private static Path directory;
  private static SparkHome spark;
  private static StandaloneNodes nodes;
  private static SubmittedRuns runs;

  @BeforeAll
  static void trainOnOneMachine() throws Exception {
    spark = SparkHome.make();
    nodes = StandaloneNodes.start(spark, directory.resolve("nodes"));
    runs = SubmittedRuns.in(directory.resolve("data").toString(), new Configuration());
    List<String> options = new ArrayList<>(SMALL);
    options.addAll(List.of("--master", "local[2]"));
    try (Submission local = submit("local", options, runs.pretrain("local"))) {
      assertThat(local.exitCode()).as(local.errors()).isZero();
    }
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  @Test
  void trainsTheSameInClientModeAlthoughAnExecutorIsKilled() throws Exception {
    List<String> words = runs.pretrain("client", "training.schedule=pipelined");
    try (Submission client = submit("standalone", onCluster(), words)) {
      client.await("round 1/" + SubmittedRuns.ROUNDS);
      nodes.killAnExecutor();

      assertThat(client.exitCode()).as(client.errors()).isZero();
      assertThat(client.errors()).contains("Lost executor");
      assertThat(client.output()).contains("have SHA-256 " + runs.hash("local"));
    }
    assertThat(runs.hash("client")).isEqualTo(runs.hash("local"));
  }

  @Test
  @Tag("long")
  void trainsTheSameInClusterMode() throws Exception {
    List<String> words = runs.pretrain("cluster", "training.schedule=pipelined");
    try (Submission cluster = submit("standalone", onCluster("--deploy-mode", "cluster"), words)) {
      assertThat(cluster.exitCode()).as(cluster.errors()).isZero();
    }
    assertThat(runs.hash("cluster")).isEqualTo(runs.hash("local"));
    assertThat(nodes.printed("stdout")).contains("have SHA-256 " + runs.hash("local"));
  }

  @Test
  @Tag("long")
  void tellsInClusterModeWhatIsWrong() throws Exception {
    List<String> words = List.of("pretrain", "--input", "/no/corpus", "--run", "/no/run");
    try (Submission cluster = submit("standalone", onCluster("--deploy-mode", "cluster"), words)) {
      assertThat(cluster.exitCode()).as("of spark-submit, however the driver ends").isZero();
    }
    assertThat(nodes.printed("stderr"))
        .contains("gim: /no/corpus is not a corpus", "exited with failure");
  }

  @Test
  void exitsWith2InClientModeIfTheWordsAreWrong() throws Exception {
    try (Submission client = submit("standalone", onCluster(), List.of("pretran"))) {
      assertThat(client.exitCode()).isEqualTo(2);
      assertThat(client.errors()).contains("gim: unknown command \"pretran\"");
    }
  }

  @Test
  @Tag("long")
  void exitsWith4InClientModeIfItIsInterrupted() throws Exception {
    List<String> words = runs.pretrain("interrupted", "training.epochs=600");
    try (Submission client = submit("standalone", onCluster(), words)) {
      client.await("round 1/");
      client.terminate();

      assertThat(client.exitCode()).isEqualTo(4);
      assertThat(client.errors()).contains("go on with --resume");
    }
  }

  private static List<String> onCluster(String... options) {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(List.of("--master", nodes.master(), "--executor-cores", "1"));
    all.addAll(List.of("--total-executor-cores", "2"));
    all.addAll(List.of(options));
    return all;
  }

  private static Submission submit(String settings, List<String> options, List<String> words)
      throws IOException {
    return Submission.start(spark, directory.resolve("submit"), settings, Map.of(), options, words);
  }
}
