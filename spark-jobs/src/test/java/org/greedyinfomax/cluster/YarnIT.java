package org.greedyinfomax.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The jar is submitted to YARN, with the settings under {@code conf/} and all data on HDFS, and
 * trains there what it trains on one machine.
 */
@Tag("long")
@Timeout(600)
final class YarnIT {

  private static final List<String> BAD_INPUT =
      List.of("pretrain", "--input", "/no/corpus", "--run", "/no/run");

  @TempDir private static Path directory;
  private static SparkHome spark;
  private static HadoopCluster cluster;
  private static SubmittedRuns runs;

  @BeforeAll
  static void trainOnOneMachine() throws Exception {
    spark = SparkHome.make();
    assumeThat(spark.has("yarn")).as("this version of Spark is built with YARN").isTrue();
    cluster = HadoopCluster.start(directory.resolve("hadoop"));
    runs = SubmittedRuns.in("/gim", cluster.configuration());
    try (Submission local =
        submit("local", List.of("--master", "local[2]"), runs.pretrain("local"))) {
      assertThat(local.exitCode()).as(local.errors()).isZero();
    }
  }

  @AfterAll
  static void stop() {
    if (cluster != null) { // null if there is no YARN
      cluster.close();
    }
  }

  @Test
  void trainsTheSameInClientMode() throws Exception {
    List<String> words = runs.pretrain("client", "training.schedule=pipelined");
    try (Submission client = submit("yarn", onYarn("client"), words)) {
      assertThat(client.exitCode()).as(client.errors()).isZero();
      assertThat(client.output()).contains("have SHA-256 " + runs.hash("local"));
    }
    assertThat(runs.hash("client")).isEqualTo(runs.hash("local"));
    assertThat(cluster.lastApplication().getFinalApplicationStatus())
        .isEqualTo(FinalApplicationStatus.SUCCEEDED);
  }

  @Test
  void trainsTheSameInClusterModeAlthoughAnExecutorIsKilled() throws Exception {
    List<String> words = runs.pretrain("cluster", "training.schedule=pipelined");
    try (Submission inCluster = submit("yarn", onYarn("cluster"), words)) {
      runs.awaitARound("cluster", inCluster);
      cluster.killAnExecutor();

      assertThat(inCluster.exitCode()).as(inCluster.errors()).isZero();
    }
    assertThat(runs.hash("cluster")).isEqualTo(runs.hash("local"));
    assertThat(cluster.printed("stderr")).contains("Lost executor");
    assertThat(cluster.lastApplication().getFinalApplicationStatus())
        .isEqualTo(FinalApplicationStatus.SUCCEEDED);
  }

  @Test
  void exitsWith2InClientModeIfTheInputIsWrong() throws Exception {
    try (Submission client = submit("yarn", onYarn("client"), BAD_INPUT)) {
      assertThat(client.exitCode()).isEqualTo(2);
      assertThat(client.errors()).containsPattern("gim: \\S*/no/corpus is not a corpus");
    }
  }

  @Test
  void failsInClusterModeWithWhatIsWrong() throws Exception {
    try (Submission inCluster = submit("yarn", onYarn("cluster"), BAD_INPUT)) {
      assertThat(inCluster.exitCode()).isEqualTo(1);
      assertThat(inCluster.errors()).contains("/no/corpus is not a corpus");
    }
    ApplicationReport report = cluster.lastApplication();
    assertThat(report.getFinalApplicationStatus()).isEqualTo(FinalApplicationStatus.FAILED);
    assertThat(report.getDiagnostics()).contains("/no/corpus is not a corpus");
  }

  private static List<String> onYarn(String mode) throws IOException {
    List<String> options = new ArrayList<>(List.of("--deploy-mode", mode));
    options.addAll(List.of("--num-executors", "2", "--executor-cores", "1"));
    Map<String, String> settings =
        Map.of(
            "spark.executor.memoryOverhead", "700m",
            "spark.driver.memoryOverhead", "400m",
            "spark.yarn.am.memory", "512m",
            "spark.yarn.jars", "local:" + spark.path() + "/jars/*",
            "spark.yarn.populateHadoopClasspath", "false",
            "spark.yarn.appMasterEnv.SPARK_LOCAL_IP", "127.0.0.1",
            "spark.executorEnv.SPARK_LOCAL_IP", "127.0.0.1");
    settings.forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
    return options;
  }

  private static Submission submit(String settings, List<String> options, List<String> words)
      throws IOException {
    List<String> small =
        new ArrayList<>(List.of("--driver-memory", "600m", "--executor-memory", "600m"));
    small.addAll(options);
    return Submission.start(
        spark,
        directory.resolve("submit"),
        settings,
        Map.of("HADOOP_CONF_DIR", cluster.conf().toString()),
        small,
        words);
  }
}
