package org.greedyinfomax.training;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A standalone master and two workers of one core each, in processes of their own and on two hosts:
 * addresses of this machine that Spark tells apart, for it starts a second copy of a task on
 * another host only.
 */
final class StandaloneCluster implements AutoCloseable {

  private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2");

  private final List<Process> processes = new ArrayList<>();
  private final String master;

  private StandaloneCluster(String master) {
    this.master = master;
  }

  /** Starts it; workers register in their own time. */
  static StandaloneCluster start(Path directory) throws IOException {
    StandaloneCluster cluster = startMaster(directory);
    for (String host : HOSTS) {
      cluster.launchWorker(directory, host, 1, List.of());
    }
    return cluster;
  }

  /** One worker of two cores, which is told that it may use two GPUs. */
  static StandaloneCluster startWithTwoGpus(Path directory) throws IOException {
    StandaloneCluster cluster = startMaster(directory);
    Path script = Path.of(System.getProperty("project.root"), "conf", "gpu", "discover-gpus.sh");
    Path settings =
        Files.writeString(
            directory.resolve("worker.conf"),
            "spark.worker.resource.gpu.amount 2%nspark.worker.resource.gpu.discoveryScript %s%n"
                .formatted(script));
    cluster.launchWorker(
        directory, HOSTS.get(0), 2, List.of("--properties-file", settings.toString()));
    return cluster;
  }

  private static StandaloneCluster startMaster(Path directory) throws IOException {
    int port = freePort();
    StandaloneCluster cluster = new StandaloneCluster("spark://127.0.0.1:" + port);
    cluster.launch(
        directory,
        "127.0.0.1",
        List.of(
            "org.apache.spark.deploy.master.Master",
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--webui-port",
            "0"));
    return cluster;
  }

  private void launchWorker(Path directory, String host, int cores, List<String> options)
      throws IOException {
    List<String> program =
        new ArrayList<>(
            List.of(
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                host,
                "--cores",
                Integer.toString(cores),
                "--memory",
                "1200m",
                "--webui-port",
                "0"));
    program.addAll(options);
    program.add(master);
    launch(directory, host, program);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void launch(Path directory, String host, List<String> program) throws IOException {
    String name = "standalone-" + processes.size();
    Path home = Files.createDirectories(directory.resolve(name));
    Files.createDirectories(home.resolve("jars"));
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(program);
    File log = home.resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("SPARK_LOCAL_IP", host);
    builder.environment().put("CUDA_VISIBLE_DEVICES", "0,1"); // for those who look
    processes.add(builder.start());
  }

  String master() {
    return master;
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
