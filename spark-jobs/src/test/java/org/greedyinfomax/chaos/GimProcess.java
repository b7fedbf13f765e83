package org.greedyinfomax.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.greedyinfomax.cli.Gim;
import org.greedyinfomax.training.TrainingProcess;

/** A command of the program in a process of its own, as a user starts it. */
public final class GimProcess implements AutoCloseable {

  private static final Pattern TRAINED =
      Pattern.compile("trained (\\d+) of (\\d+) rounds.* have SHA-256 ([0-9a-f]{64})");
  private static final long MOST_SECONDS = 180;

  private final Process process;
  private final Path out;
  private final Path err;

  private GimProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts a command.
   *
   * @param folder for what it prints, and Spark's home
   * @param name of its files there
   */
  static GimProcess start(Path folder, String name, String master, List<String> words)
      throws IOException {
    return start(folder, name, master, Map.of(), words);
  }

  /**
   * Starts a command.
   *
   * @param folder for what it prints, and Spark's home; its working directory, too
   * @param name of its files there
   * @param settings of Spark
   */
  public static GimProcess start(
      Path folder, String name, String master, Map<String, String> settings, List<String> words)
      throws IOException {
    Path home = folder.resolve("spark-home");
    Files.createDirectories(home.resolve("jars"));
    List<String> command = new ArrayList<>(TrainingProcess.java());
    int classPath = command.indexOf("-cp");
    command.addAll(
        classPath,
        List.of(
            "-Dspark.master=" + master,
            "-Dspark.ui.enabled=false",
            "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
            "-Dspark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1",
            "-Dspark.sql.warehouse.dir=" + folder.resolve("warehouse")));
    settings.forEach((key, value) -> command.add(command.indexOf("-cp"), "-D" + key + "=" + value));
    command.add(Gim.class.getName());
    command.addAll(words);
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    return new GimProcess(builder.start(), out, err);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end, or for some time to pass. */
  void await(long millis) throws InterruptedException {
    process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Sends a signal, by its name, as in {@code INT}. */
  public void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  /** Kills one of its executors, if it has any. */
  boolean killExecutor() {
    Optional<ProcessHandle> executor =
        process
            .descendants()
            .filter(child -> child.info().command().orElse("").endsWith("java"))
            .findFirst();
    executor.ifPresent(ProcessHandle::destroyForcibly);
    return executor.isPresent();
  }

  /** What it came to, once it has ended by itself. */
  public Ending end() throws IOException, InterruptedException {
    if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
      close();
      return new Ending(Ending.HUNG, text(out), text(err));
    }
    return new Ending(process.exitValue(), text(out), text(err));
  }

  private static String text(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Override
  public void close() throws InterruptedException {
    try (Stream<ProcessHandle> children = process.descendants()) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly().waitFor();
  }

  /**
   * How it ended.
   *
   * @param code of the exit
   * @param out what it printed
   * @param err what it complained of
   */
  public record Ending(int code, String out, String err) {

    /** Code of a process that did not end. */
    static final int HUNG = -1;

    /** The hash that it says it has trained to, if it says so. */
    Optional<String> hash() {
      Matcher trained = TRAINED.matcher(out);
      return trained.find() ? Optional.of(trained.group(3)) : Optional.empty();
    }

    /** Lines of stack traces. */
    List<String> traces() {
      return err.lines()
          .filter(line -> line.startsWith("\tat ") || line.startsWith("Caused by:"))
          .toList();
    }

    /** The program's own last line of complaint. */
    String complaint() {
      return err.lines()
          .filter(line -> line.startsWith("gim: "))
          .reduce((first, last) -> last)
          .orElse("");
    }
  }
}
