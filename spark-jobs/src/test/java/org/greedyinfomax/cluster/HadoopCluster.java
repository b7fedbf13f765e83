package org.greedyinfomax.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.greedyinfomax.training.TrainingProcess;

/** {@link HadoopNodes} in a process of their own, with the containers that they start. */
final class HadoopCluster implements AutoCloseable {

  private final Process nodes;
  private final Path folder;

  private HadoopCluster(Process nodes, Path folder) {
    this.nodes = nodes;
    this.folder = folder;
  }

  /** Starts them, and returns when they are ready. */
  static HadoopCluster start(Path folder) throws IOException {
    Path home = Files.createDirectories(folder);
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(List.of(HadoopNodes.class.getName(), home.toString()));
    Path errors = home.resolve("stderr");
    Process nodes =
        new ProcessBuilder(command).directory(home.toFile()).redirectError(errors.toFile()).start();
    BufferedReader output = nodes.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals(HadoopNodes.READY)) {
        return new HadoopCluster(nodes, home);
      }
    }
    throw new IOException("no cluster: " + Files.readString(errors));
  }

  /** The folder for {@code HADOOP_CONF_DIR}. */
  Path conf() {
    return folder.resolve("conf");
  }

  /** What reaches its file system and its resource manager. */
  Configuration configuration() {
    YarnConfiguration configuration = new YarnConfiguration();
    configuration.addResource(
        new org.apache.hadoop.fs.Path(conf().resolve("core-site.xml").toUri()));
    configuration.addResource(
        new org.apache.hadoop.fs.Path(conf().resolve("yarn-site.xml").toUri()));
    return configuration;
  }

  /** What YARN says of the application that was submitted last. */
  ApplicationReport lastApplication() throws Exception {
    try (YarnClient yarn = YarnClient.createYarnClient()) {
      yarn.init(configuration());
      yarn.start();
      return yarn.getApplications().stream()
          .max((a, b) -> Long.compare(a.getStartTime(), b.getStartTime()))
          .orElseThrow();
    }
  }

  /** Kills an executor without asking. */
  void killAnExecutor() {
    ExecutorProcess.killOne(nodes.descendants());
  }

  /** What its containers have printed to files of this name. */
  String printed(String name) throws IOException {
    return Printed.under(folder.resolve("data"), name);
  }

  @Override
  public void close() {
    nodes.descendants().forEach(ProcessHandle::destroyForcibly);
    nodes.destroyForcibly();
  }
}
