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
 * The jar is submitted to Kubernetes, as far as an {@link ApiServer} and a {@link Kubelet} are it,
 * with the settings under {@code conf/}, and trains there what it trains on one machine.
 */
@Tag("long")
@Timeout(600)
final class KubernetesIT {

  @TempDir private static Path directory;
  private static SparkHome spark;
  private static ApiServer server;
  private static Kubelet kubelet;
  private static SubmittedRuns here;

  /** The same corpus and runs, as pods see them. */
  private static SubmittedRuns inPods;

  @BeforeAll
  static void trainOnOneMachine() throws Exception {
    spark = SparkHome.make();
    server = ApiServer.start();
    Path shared = directory.resolve("shared");
    kubelet = Kubelet.start(server, spark, directory.resolve("pods"), shared);
    here = SubmittedRuns.in(shared.toString(), new Configuration());
    inPods = new SubmittedRuns("/gim", new Configuration());
    List<String> options = List.of("--master", "local[2]", "--driver-memory", "600m");
    try (Submission local = submit("local", options, here.pretrain("local"))) {
      assertThat(local.exitCode()).as(local.errors()).isZero();
    }
  }

  @AfterAll
  static void stop() {
    kubelet.close();
    server.close();
  }

  @Test
  void trainsTheSameAlthoughAnExecutorIsKilled() throws Exception {
    List<String> words = inPods.pretrain("cluster", "training.schedule=pipelined");
    try (Submission cluster = submit("kubernetes", onKubernetes(), words)) {
      here.awaitARound("cluster", cluster);
      kubelet.killAnExecutor();

      assertThat(cluster.exitCode()).as(cluster.errors()).isZero();
      assertThat(cluster.errors()).contains("Succeeded");
    }
    assertThat(here.hash("cluster")).isEqualTo(here.hash("local"));
    assertThat(kubelet.printed("stdout")).contains("have SHA-256 " + here.hash("local"));
  }

  @Test
  void thePodOfADriverThatIsToldNonsenseFailsWithItsExitCode() throws Exception {
    List<String> words = List.of("pretrain", "--input", "/no/corpus", "--run", "/no/run");
    try (Submission cluster = submit("kubernetes", onKubernetes(), words)) {
      cluster.exitCode();
      assertThat(cluster.errors()).containsPattern("exit code: 2");
    }
    assertThat(kubelet.printed("stderr")).contains("gim: /no/corpus is not a corpus");
  }

  private static List<String> onKubernetes() {
    List<String> options = new ArrayList<>(List.of("--master", server.master()));
    options.addAll(List.of("--deploy-mode", "cluster"));
    Path templates = Path.of(System.getProperty("project.root"), "conf", "kubernetes");
    Map<String, String> settings =
        Map.of(
            "spark.kubernetes.driver.master", server.master().replace("k8s://", ""),
            "spark.kubernetes.driver.podTemplateFile", templates.resolve("driver.yaml").toString(),
            "spark.kubernetes.executor.podTemplateFile",
                templates.resolve("executor.yaml").toString(),
            "spark.executor.instances", "2",
            "spark.executor.cores", "1",
            "spark.executor.memory", "600m",
            "spark.executor.memoryOverhead", "700m",
            "spark.driver.memory", "600m");
    settings.forEach((key, value) -> options.addAll(List.of("--conf", key + "=" + value)));
    return options;
  }

  private static Submission submit(String settings, List<String> options, List<String> words)
      throws IOException {
    return Submission.start(spark, directory.resolve("submit"), settings, Map.of(), options, words);
  }
}
