package org.greedyinfomax.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greedyinfomax.training.TrainingProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code spark-submit} and the driver ask of Kubernetes, with the settings under conf/. */
@Timeout(120)
final class KubernetesPodsTest {

  private static final Path PROJECT = Path.of(System.getProperty("project.root"));

  @TempDir private static Path directory;
  private static ApiServer server;
  private static Pod driver;
  private static Pod executor;

  @BeforeAll
  static void submit() throws Exception {
    server = ApiServer.start();
    Process cluster =
        sparkSubmit(
            "local:///opt/gim/gim.jar",
            List.of("pretrain", "--input", "/gim/corpus", "--run", "/gim/run"),
            "--deploy-mode",
            "cluster",
            "--conf",
            "spark.kubernetes.submission.waitAppCompletion=false");
    assertThat(cluster.waitFor()).as(errors()).isZero();
    driver = pods("driver").get(0);
    executor = anExecutor();
  }

  /** A driver of this machine asks for executors, and would wait for them forever. */
  private static Pod anExecutor() throws IOException, InterruptedException {
    Process client =
        sparkSubmit(
            directory.resolve("stdout").toString(),
            List.of("synthesize", "--output", directory.resolve("speech").toString()),
            "--conf",
            "spark.executor.resource.gpu.amount=1",
            "--conf",
            "spark.executor.resource.gpu.vendor=nvidia.com");
    try {
      while (pods("executor").isEmpty()) {
        assertThat(client.isAlive()).as(errors()).isTrue();
        Thread.sleep(200);
      }
      return pods("executor").get(0);
    } finally {
      client.destroyForcibly();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Process sparkSubmit(String jar, List<String> words, String... options)
      throws IOException {
    List<String> line = new ArrayList<>(TrainingProcess.java());
    line.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", server.master()));
    line.addAll(List.of("--properties-file", "conf/spark-kubernetes.conf"));
    line.addAll(List.of(options));
    line.addAll(List.of("--class", "org.greedyinfomax.cli.Gim", jar));
    line.addAll(words);
    return new ProcessBuilder(line)
        .directory(PROJECT.toFile())
        .redirectOutput(directory.resolve("stdout").toFile())
        .redirectError(directory.resolve("stderr").toFile())
        .start();
  }

  private static String errors() throws IOException {
    return Files.readString(directory.resolve("stderr"));
  }

  private static List<Pod> pods(String role) {
    return server
        .client()
        .pods()
        .inNamespace("gim")
        .withLabel("spark-role", role)
        .list()
        .getItems();
  }

  @Test
  void theDriverRunsTheProgramInTheImage() {
    Container container = container(driver);

    assertThat(container.getImage()).isEqualTo("greedy-infomax:latest");
    assertThat(container.getArgs())
        .containsSubsequence(
            "driver",
            "--class",
            "org.greedyinfomax.cli.Gim",
            "local:///opt/gim/gim.jar",
            "pretrain",
            "--input",
            "/gim/corpus",
            "--run",
            "/gim/run");
    assertThat(driver.getSpec().getServiceAccountName()).isEqualTo("gim");
    assertThat(driver.getSpec().getRestartPolicy()).isEqualTo("Never");
    assertThat(driver.getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/name", "greedy-infomax");
    assertThat(container.getTerminationMessagePolicy()).isEqualTo("FallbackToLogsOnError");
  }

  @Test
  void memoryIsHeapAndTensors() {
    assertThat(container(driver).getResources().getLimits())
        .containsEntry("memory", new Quantity("5120Mi"));
    assertThat(container(driver).getResources().getRequests())
        .containsEntry("memory", new Quantity("5120Mi"))
        .containsEntry("cpu", new Quantity("1"));
    assertThat(container(executor).getResources().getLimits())
        .containsEntry("memory", new Quantity("7168Mi"))
        .containsEntry("nvidia.com/gpu", new Quantity("1"));
    assertThat(container(executor).getResources().getRequests())
        .containsEntry("memory", new Quantity("7168Mi"))
        .containsEntry("cpu", new Quantity("2"));
  }

  @Test
  void theTensorLibraryIsToldHowManyThreadsItHas() {
    for (Pod pod : List.of(driver, executor)) {
      assertThat(environment(pod))
          .containsEntry("OPENBLAS_NUM_THREADS", "1")
          .containsEntry("OMP_NUM_THREADS", "1")
          .containsKey("SPARK_LOCAL_DIRS");
    }
    assertThat(environment(executor).values())
        .contains(
            "-Dorg.bytedeco.javacpp.maxbytes=0", "-Dorg.bytedeco.javacpp.cachedir=/tmp/javacpp");
  }

  @Test
  void nothingRunsAsRootOrGetsMoreRights() {
    for (Pod pod : List.of(driver, executor)) {
      PodSecurityContext ofPod = pod.getSpec().getSecurityContext();
      assertThat(ofPod.getRunAsNonRoot()).isTrue();
      assertThat(ofPod.getRunAsUser()).isEqualTo(185);
      assertThat(ofPod.getRunAsGroup()).isEqualTo(185);
      assertThat(ofPod.getFsGroup()).isEqualTo(185);
      assertThat(ofPod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
      SecurityContext ofContainer = container(pod).getSecurityContext();
      assertThat(ofContainer.getAllowPrivilegeEscalation()).isFalse();
      assertThat(ofContainer.getReadOnlyRootFilesystem()).isTrue();
      assertThat(ofContainer.getCapabilities().getDrop()).containsExactly("ALL");
    }
    assertThat(executor.getSpec().getAutomountServiceAccountToken()).isFalse();
  }

  @Test
  void podsWriteToVolumesOnly() {
    for (Pod pod : List.of(driver, executor)) {
      assertThat(mounts(pod))
          .containsEntry("tmp", "/tmp")
          .containsEntry("work", "/opt/spark/work-dir")
          .containsEntry("gim", "/gim")
          .containsEntry("spark-local-dir-1", environment(pod).get("SPARK_LOCAL_DIRS"));
      assertThat(volume(pod, "tmp").getEmptyDir().getSizeLimit()).isEqualTo(new Quantity("4Gi"));
      assertThat(volume(pod, "work").getEmptyDir()).isNotNull();
      assertThat(volume(pod, "spark-local-dir-1").getEmptyDir()).isNotNull();
      assertThat(volume(pod, "gim").getPersistentVolumeClaim().getClaimName()).isEqualTo("gim");
      assertThat(volume(pod, "gim").getPersistentVolumeClaim().getReadOnly()).isNotEqualTo(true);
    }
  }

  @Test
  void executorsMayRunWhereGpusAre() {
    assertThat(executor.getSpec().getTolerations())
        .contains(new Toleration("NoSchedule", "nvidia.com/gpu", "Exists", null, null));
    assertThat(driver.getSpec().getTolerations())
        .doesNotContain(new Toleration("NoSchedule", "nvidia.com/gpu", "Exists", null, null));
  }

  @Test
  void theDriverFindsTheSettingsAndTheTemplateOfExecutors() throws IOException {
    KubernetesClient client = server.client();
    assertThat(configMap(client, "spark.properties"))
        .contains("spark.scheduler.mode=FAIR")
        .contains("spark.executor.memoryOverhead=3g");
    assertThat(configMap(client, "podspec-configmap-key"))
        .isEqualTo(Files.readString(PROJECT.resolve("conf/kubernetes/executor.yaml")));
    assertThat(mounts(driver)).containsEntry("spark-conf-volume-driver", "/opt/spark/conf");
  }

  private static String configMap(KubernetesClient client, String key) {
    return client.configMaps().inNamespace("gim").list().getItems().stream()
        .filter(map -> map.getData().containsKey(key))
        .map(map -> map.getData().get(key))
        .findFirst()
        .orElseThrow();
  }

  private static Container container(Pod pod) {
    List<Container> containers = pod.getSpec().getContainers();
    assertThat(containers).extracting(Container::getName).containsExactly("gim");
    return containers.get(0);
  }

  private static Map<String, String> environment(Pod pod) {
    return container(pod).getEnv().stream()
        .filter(variable -> variable.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }

  private static Map<String, String> mounts(Pod pod) {
    return container(pod).getVolumeMounts().stream()
        .collect(Collectors.toMap(VolumeMount::getName, VolumeMount::getMountPath));
  }

  private static Volume volume(Pod pod, String name) {
    PodSpec spec = pod.getSpec();
    return spec.getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
