package org.greedyinfomax.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.resource.ResourceInformation;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.executor.ConcurrentTasks;
import org.greedyinfomax.plan.ProductSpeed;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.engines.Engines;
import org.greedyinfomax.tensor.engines.SelfCheck;
import org.greedyinfomax.training.resource.ExecutorMemory;
import org.greedyinfomax.training.resource.TaskSlots;

/** Collects {@link ExecutorFacts}, by tasks like those that train. */
final class Examination implements FlatMapFunction<Iterator<Integer>, byte[]> {

  private static final long serialVersionUID = 1;

  /** A task that is over at once would leave other slots empty, on executors nobody looks at. */
  private static final long PAUSE_MILLIS = 300;

  private final Recipe recipe;
  private final FileTrial files;
  private final boolean isThorough;
  private final int tasksAtATime;
  private final long pause;

  private Examination(
      Recipe recipe, FileTrial files, boolean isThorough, int tasksAtATime, long pause) {
    this.recipe = recipe;
    this.files = files;
    this.isThorough = isThorough;
    this.tasksAtATime = tasksAtATime;
    this.pause = pause;
  }

  /**
   * Examines the executors that tasks come to now, each once.
   *
   * @param isThorough whether products are timed, too
   */
  static List<ExecutorFacts> of(
      JavaSparkContext spark, Recipe recipe, FileTrial files, boolean isThorough)
      throws IOException {
    TaskSlots slots = TaskSlots.of(spark, recipe.device());
    int tasks = spark.isLocal() ? 1 : slots.count();
    Examination examination =
        new Examination(
            recipe,
            files,
            isThorough,
            ConcurrentTasks.ofExecutor(spark),
            spark.isLocal() ? 0 : PAUSE_MILLIS);
    spark.sc().setJobDescription("examining executors");
    try {
      List<byte[]> found = slots.tasks(tasks).mapPartitions(examination).collect();
      return each(found);
    } finally {
      spark.sc().setJobDescription(null);
    }
  }

  /** What goes wrong with files on each executor that tasks come to now; empty if nothing does. */
  static Map<String, String> problems(JavaSparkContext spark, FileTrial files) {
    int tasks = Math.max(1, spark.defaultParallelism());
    spark.sc().setJobDescription("trying the file system");
    try {
      Map<String, String> problems = new TreeMap<>();
      spark
          .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
          .map(
              task -> {
                Thread.sleep(PAUSE_MILLIS);
                return new String[] {ExecutorMemory.here(1).executor(), files.problem()};
              })
          .collect()
          .forEach(
              found ->
                  problems.merge(
                      found[0], found[1], (some, other) -> some.isEmpty() ? other : some));
      return problems;
    } finally {
      spark.sc().setJobDescription(null);
    }
  }

  /** The machine that this process runs on, as Spark calls it. */
  static String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  private static List<ExecutorFacts> each(Collection<byte[]> found) throws IOException {
    Map<String, ExecutorFacts> facts = new LinkedHashMap<>();
    for (byte[] bytes : found) {
      ExecutorFacts some = JavaBytes.read(bytes, ExecutorFacts.class);
      facts.putIfAbsent(some.executor(), some);
    }
    return List.copyOf(facts.values());
  }

  @Override
  public Iterator<byte[]> call(Iterator<Integer> tasks) throws IOException {
    List<byte[]> found = new ArrayList<>();
    while (tasks.hasNext()) {
      tasks.next();
      found.add(JavaBytes.of(look()));
    }
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return found.iterator();
  }

  private ExecutorFacts look() throws IOException {
    TaskContext task = TaskContext.get();
    ExecutorMemory memory = ExecutorMemory.here(tasksAtATime);
    long clock = System.currentTimeMillis();
    String device;
    boolean canCompute;
    double flops = 0;
    try {
      Engine engine = Engines.open(recipe.device(), task.cpus());
      SelfCheck.require(engine);
      device = engine.device() + whyNoGpu();
      canCompute = true;
      flops = isThorough ? ProductSpeed.flops(engine) : 0;
    } catch (DeviceException e) {
      device = e.getMessage();
      canCompute = false;
    }
    return new ExecutorFacts(
        memory.executor(),
        Versions.here(),
        device,
        canCompute,
        gpu(task),
        flops,
        memory,
        files.problem(),
        clock);
  }

  private String whyNoGpu() {
    String reason = Engines.device(recipe.device()).reason();
    return reason.isEmpty() ? "" : "; no GPU, because " + reason;
  }

  private static String gpu(TaskContext task) {
    ResourceInformation gpu = task.resourcesJMap().get("gpu");
    return gpu == null ? "" : String.join(",", gpu.addresses());
  }
}
