package org.greedyinfomax.cluster;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the pods of an {@link ApiServer} as processes of this machine: does what the entry point of
 * Spark's image does, and tells the server how each pod is.
 */
final class Kubelet implements AutoCloseable, Watcher<Pod> {

  private final KubernetesClient client;
  private final SparkHome home;
  private final Path folder;
  private final Path shared;
  private final Map<String, Process> processes = new ConcurrentHashMap<>();

  private Kubelet(KubernetesClient client, SparkHome home, Path folder, Path shared) {
    this.client = client;
    this.home = home;
    this.folder = folder;
    this.shared = shared;
  }

  /**
   * Starts to run pods.
   *
   * @param folder for what pods print and write
   * @param shared folder that stands for all volume claims
   */
  static Kubelet start(ApiServer server, SparkHome home, Path folder, Path shared) {
    Kubelet kubelet = new Kubelet(server.client(), home, folder, shared);
    server.client().pods().inNamespace("gim").watch(kubelet);
    return kubelet;
  }

  @Override
  public void eventReceived(Action action, Pod pod) {
    String name = pod.getMetadata().getName();
    if (action == Action.ADDED) {
      new Thread(() -> run(pod), name).start();
    } else if (action == Action.DELETED && processes.containsKey(name)) {
      processes.get(name).destroy();
    }
  }

  @Override
  public void onClose(WatcherException e) {
    throw new IllegalStateException(e);
  }

  private void run(Pod pod) {
    String name = pod.getMetadata().getName();
    try {
      Path own = Files.createDirectories(folder.resolve(name));
      PodFolder volumes = new PodFolder(client, pod, own, shared);
      Process process = start(volumes, own);
      processes.put(name, process);
      ContainerStateBuilder running = new ContainerStateBuilder();
      tell(pod, "Running", running.withNewRunning().withStartedAt(now()).endRunning().build());
      int code = process.waitFor();
      ContainerState ended =
          new ContainerStateBuilder()
              .withNewTerminated()
              .withExitCode(code)
              .withReason(code == 0 ? "Completed" : "Error")
              .withFinishedAt(now())
              .endTerminated()
              .build();
      tell(pod, code == 0 ? "Succeeded" : "Failed", ended);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Process start(PodFolder volumes, Path own) throws IOException {
    List<String> words = volumes.container().getArgs();
    Map<String, String> environment = volumes.environment();
    ProcessBuilder builder =
        words.get(0).equals("driver")
            ? home.process(own, "spark-submit", driver(volumes, words))
            : new ProcessBuilder(executor(environment))
                .directory(own.toFile())
                .redirectOutput(own.resolve("stdout").toFile())
                .redirectError(own.resolve("stderr").toFile());
    builder.environment().putAll(environment);
    builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.start();
  }

  private static List<String> driver(PodFolder volumes, List<String> words) {
    List<String> line = new ArrayList<>(List.of("--deploy-mode", "client"));
    line.addAll(List.of("--conf", "spark.driver.bindAddress=127.0.0.1"));
    line.addAll(List.of("--conf", "spark.executorEnv.SPARK_DRIVER_POD_IP=127.0.0.1"));
    words.stream().skip(1).map(volumes::here).forEach(line::add);
    return line;
  }

  private List<String> executor(Map<String, String> environment) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (int i = 0; environment.containsKey("SPARK_JAVA_OPT_" + i); i++) {
      line.add(environment.get("SPARK_JAVA_OPT_" + i));
    }
    line.add("-Xmx" + environment.get("SPARK_EXECUTOR_MEMORY"));
    line.addAll(List.of("-cp", home.path() + "/jars/*"));
    line.add("org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend");
    Map.of(
            "--driver-url", "SPARK_DRIVER_URL",
            "--executor-id", "SPARK_EXECUTOR_ID",
            "--cores", "SPARK_EXECUTOR_CORES",
            "--app-id", "SPARK_APPLICATION_ID",
            "--hostname", "SPARK_EXECUTOR_POD_IP",
            "--resourceProfileId", "SPARK_RESOURCE_PROFILE_ID",
            "--podName", "SPARK_EXECUTOR_POD_NAME")
        .forEach((option, name) -> line.addAll(List.of(option, environment.get(name))));
    return line;
  }

  private void tell(Pod pod, String phase, ContainerState state) {
    try {
      client
          .pods()
          .inNamespace("gim")
          .withName(pod.getMetadata().getName())
          .editStatus(
              current ->
                  new PodBuilder(current)
                      .withNewStatus()
                      .withPhase(phase)
                      .withPodIP("127.0.0.1")
                      .withStartTime(now())
                      .addNewContainerStatus()
                      .withName(pod.getSpec().getContainers().get(0).getName())
                      .withReady(phase.equals("Running"))
                      .withState(state)
                      .endContainerStatus()
                      .endStatus()
                      .build());
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404) { // deleted while its process ended
        throw e;
      }
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Kills an executor without asking. */
  void killAnExecutor() {
    ExecutorProcess.killOne(processes.values().stream().map(Process::toHandle));
  }

  /** What pods have printed to files of this name. */
  String printed(String name) throws IOException {
    return Printed.under(folder, name);
  }

  @Override
  public void close() {
    processes.values().forEach(Process::destroyForcibly);
  }
}
