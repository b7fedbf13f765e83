package org.greedyinfomax.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.run.RunDirectory.Existing;

/** Trains in a Java process of its own, which can be killed and may have executors. */
public final class TrainingProcess implements AutoCloseable {

  private static final String HASH = "hash ";

  /** It does not live long enough for the second compiler to pay. */
  private static final String QUICK = "-XX:TieredStopAtLevel=1";

  private final Process process;
  private final BufferedReader output;
  private final Path errors;
  private final Path log;

  private TrainingProcess(Process process, Path errors, Path log) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.errors = errors;
    this.log = log;
  }

  /** A new run to train. */
  record Task(Recipe recipe, Runs runs, String run) {}

  /** Starts it, to do tasks one after another. */
  static TrainingProcess start(String master, List<Task> tasks) throws IOException {
    Task first = tasks.get(0);
    Path home = Files.createDirectories(first.runs().path("spark-home-of-" + first.run()));
    Files.createDirectory(home.resolve("jars"));
    Path log = home.resolve("log");
    List<String> command = new ArrayList<>(java());
    command.addAll(
        command.indexOf("-cp"), List.of("-Dgim.log.to=file", "-Dgim.log=" + log)); // as bin/gim
    command.addAll(List.of(TrainingProcess.class.getName(), master));
    for (Task task : tasks) {
      Path file = home.resolve("recipe-%d.conf".formatted(command.size()));
      command.add(Files.writeString(file, task.recipe().toHocon()).toString());
      command.add(task.runs().corpus());
      command.add(FaultyFileSystem.path(task.runs().path(task.run())));
    }
    Path errors = home.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.environment().put("SPARK_HOME", home.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    return new TrainingProcess(builder.start(), errors, log);
  }

  /** The command that starts a Java like this one, with its class path. */
  public static List<String> java() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of(QUICK, "-cp", System.getProperty("java.class.path")));
    return command;
  }

  public static void main(String[] args) throws IOException {
    List<String> settings = new ArrayList<>(List.of(FaultyFileSystem.sparkSettings()));
    settings.addAll(
        List.of("spark.executor.extraClassPath", System.getProperty("java.class.path")));
    settings.addAll(List.of("spark.executor.extraJavaOptions", QUICK));
    settings.addAll(List.of("spark.scheduler.mode", "FAIR"));
    settings.addAll(List.of("spark.speculation", "true")); // a second copy of what takes long
    settings.addAll(List.of("spark.speculation.quantile", "0.5"));
    settings.addAll(List.of("spark.speculation.multiplier", "5"));
    settings.addAll(List.of("spark.speculation.minTaskRuntime", "2s"));
    try (SparkSession spark = Sparks.start(args[0], settings.toArray(String[]::new))) {
      for (int i = 1; i < args.length; i += 3) {
        Recipe recipe = RecipeReader.read(Path.of(args[i]), List.of());
        Checkpoint end =
            TrainingRun.start(spark, recipe, args[i + 1], args[i + 2], Existing.REFUSE)
                .train(new Progress(System.out, 0));
        System.out.println(HASH + end.hash());
      }
    }
  }

  /** Returns when a round is finished. */
  void awaitRound(int round) throws IOException {
    await("round " + round + "/");
  }

  /** Returns the hash when a run is finished. */
  String awaitHash() throws IOException {
    return await(HASH).substring(HASH.length());
  }

  private String await(String start) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
    }
    throw new AssertionError("it ended before \"" + start + "\": " + errors());
  }

  long pid() {
    return process.pid();
  }

  /** Lets it do nothing any more, not even renew a lease. */
  void suspend() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-STOP", Long.toString(pid())).start().waitFor();
  }

  /** Asks it to stop. */
  int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Kills it without asking. */
  int kill() throws InterruptedException {
    process.destroyForcibly();
    return process.waitFor();
  }

  /** Kills one of its executors without asking. */
  void killExecutor() {
    killOne(process.descendants());
  }

  /** Kills an executor of the process that this is called in. */
  static void killAnExecutorOfThisProcess() {
    killOne(ProcessHandle.current().descendants());
  }

  private static void killOne(Stream<ProcessHandle> processes) {
    processes
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow()
        .destroyForcibly();
  }

  String errors() throws IOException {
    return Files.readString(errors);
  }

  /** What Spark and other libraries had to say. */
  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    kill();
  }
}
