package org.greedyinfomax.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A standalone master and two workers of two cores each, in processes of their own. */
final class StandaloneNodes implements AutoCloseable {

  private final SparkHome home;
  private final Path folder;
  private final String master;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneNodes(SparkHome home, Path folder, String master) {
    this.home = home;
    this.folder = folder;
    this.master = master;
  }

  /** Starts them; workers register in their own time. */
  static StandaloneNodes start(SparkHome home, Path folder) throws IOException {
    String port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = Integer.toString(socket.getLocalPort());
    }
    StandaloneNodes nodes = new StandaloneNodes(home, folder, "spark://127.0.0.1:" + port);
    nodes.launch("master", "master.Master", "--port", port);
    for (String worker : List.of("worker-1", "worker-2")) {
      nodes.launch(worker, "worker.Worker", "--cores", "2", "--memory", "2g", nodes.master);
    }
    return nodes;
  }

  private void launch(String name, String program, String... words) throws IOException {
    List<String> line =
        new ArrayList<>(
            List.of("org.apache.spark.deploy." + program, "--host", "127.0.0.1", "--webui-port"));
    line.add("0");
    line.addAll(List.of(words));
    ProcessBuilder builder = home.process(folder.resolve(name), "spark-class", line);
    builder.environment().put("SPARK_WORKER_DIR", folder.resolve(name).resolve("work").toString());
    processes.add(builder.start());
  }

  String master() {
    return master;
  }

  /** Kills an executor without asking. */
  void killAnExecutor() {
    ExecutorProcess.killOne(processes.stream().flatMap(Process::descendants));
  }

  /** What drivers and executors have printed to files of this name. */
  String printed(String name) throws IOException {
    return Printed.under(folder, name);
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
