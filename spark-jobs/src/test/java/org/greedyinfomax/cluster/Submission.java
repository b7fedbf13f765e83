package org.greedyinfomax.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program under {@code spark-submit}, in a process of its own. */
final class Submission implements AutoCloseable {

  private final Process process;
  private final Path folder;

  private Submission(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /**
   * Submits the jar that was built.
   *
   * @param parent of the folder to run in, where output and errors go
   * @param settings the file {@code conf/spark-SETTINGS.conf}
   * @param options of spark-submit beside it
   * @param words what the program is told
   */
  static Submission start(
      SparkHome home,
      Path parent,
      String settings,
      Map<String, String> environment,
      List<String> options,
      List<String> words)
      throws IOException {
    Path conf = Path.of(System.getProperty("project.root"), "conf");
    List<String> line = new ArrayList<>(options);
    line.addAll(
        List.of("--properties-file", conf.resolve("spark-" + settings + ".conf").toString()));
    line.addAll(List.of("--conf", "spark.ui.enabled=false"));
    String jar = System.getProperty("submit.jar");
    // Pods have it in their image.
    String place = settings.equals("kubernetes") ? "local://" + jar : jar;
    line.addAll(List.of("--class", "org.greedyinfomax.cli.Gim", place));
    line.addAll(words);
    Path folder = Files.createTempDirectory(Files.createDirectories(parent), settings);
    ProcessBuilder builder = home.process(folder, "spark-submit", line);
    builder.environment().putAll(environment);
    return new Submission(builder.start(), folder);
  }

  /** Returns when the program has printed a line with this beginning. */
  void await(String beginning) throws IOException, InterruptedException {
    while (output().lines().noneMatch(line -> line.startsWith(beginning))) {
      requireAlive();
      Thread.sleep(100);
    }
  }

  /** Fails with what it has told if it has come to an end. */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new AssertionError("it has ended: " + errors());
    }
  }

  /** Asks it to stop. */
  void terminate() {
    process.destroy();
  }

  /** Waits for the end and returns the exit code. */
  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  String output() throws IOException {
    return Files.readString(folder.resolve("stdout"));
  }

  String errors() throws IOException {
    return Files.readString(folder.resolve("stderr"));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
