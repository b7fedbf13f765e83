package org.greedyinfomax.training.resource;

import java.io.IOException;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.executor.ConcurrentTasks;
import org.greedyinfomax.storage.JavaBytes;

/**
 * The memory of an executor, in bytes, as it was found there.
 *
 * @param executor its number and machine, for people
 * @param bytes that its process may take: of its container or its machine, whichever is less
 * @param heap bytes of them that Java's heap may take
 * @param tasks that it runs at a time, at least 1
 */
public record ExecutorMemory(String executor, long bytes, long heap, int tasks)
    implements Serializable {

  /** What Java takes beside its heap, and OpenBLAS beside the tensors: a rough lower bound. */
  public static final long RUNTIME = 256L << 20;

  private static final long LEAST_OVERHEAD = 384L << 20; // Spark's default

  public ExecutorMemory {
    Check.argument(
        bytes > 0 && heap > 0 && tasks >= 1,
        "an executor needs memory and tasks, but has %d bytes, a heap of %d and %d tasks",
        bytes,
        heap,
        tasks);
  }

  /** Whether tasks run in the driver's own process, as in Spark's local mode. */
  public boolean isDriver() {
    return executor.startsWith("driver ");
  }

  /** Bytes for the tensors of all its tasks together. */
  public long room() {
    return Math.max(0, bytes - heap - RUNTIME);
  }

  /** That of the executor with the least room, of those that tasks come to now. */
  public static ExecutorMemory least(JavaSparkContext spark) throws IOException {
    int cores = Math.max(1, spark.defaultParallelism());
    int tasks = ConcurrentTasks.ofExecutor(spark);
    spark.sc().setJobDescription("memory of the executors");
    List<byte[]> found =
        spark
            .parallelize(IntStream.range(0, cores).boxed().toList(), cores)
            .mapPartitions(places -> look(places, tasks))
            .collect();
    spark.sc().setJobDescription(null);
    List<ExecutorMemory> executors = new ArrayList<>();
    for (byte[] bytes : found) {
      executors.add(JavaBytes.read(bytes, ExecutorMemory.class));
    }
    return executors.stream().min(Comparator.comparingLong(ExecutorMemory::room)).orElseThrow();
  }

  private static Iterator<byte[]> look(Iterator<Integer> places, int tasks) throws IOException {
    List<byte[]> found = new ArrayList<>();
    while (places.hasNext()) {
      places.next();
      found.add(JavaBytes.of(here(tasks)));
    }
    return found.iterator();
  }

  /**
   * That of the executor that this runs on.
   *
   * @param tasks that it runs at a time
   */
  public static ExecutorMemory here(int tasks) {
    SparkEnv env = SparkEnv.get();
    return new ExecutorMemory(
        Text.format("%s on %s", env.executorId(), env.blockManager().blockManagerId().host()),
        Math.min(ofMachine(), ofContainer(env.conf())),
        Runtime.getRuntime().maxMemory(),
        tasks);
  }

  /** Of a container, if the operating system enforces one. */
  private static long ofMachine() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getTotalMemorySize();
  }

  /** What YARN and Kubernetes allow, which YARN enforces without the operating system. */
  static long ofContainer(SparkConf conf) {
    String master = conf.get("spark.master", "");
    if (!master.startsWith("yarn") && !master.startsWith("k8s")) {
      return Long.MAX_VALUE;
    }
    long heap = conf.getSizeAsBytes("spark.executor.memory", "1g");
    double factor = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1);
    long overhead =
        conf.contains("spark.executor.memoryOverhead")
            ? conf.getSizeAsMb("spark.executor.memoryOverhead") << 20
            : Math.max(LEAST_OVERHEAD, (long) (factor * heap));
    return heap + overhead + conf.getSizeAsBytes("spark.memory.offHeap.size", "0");
  }
}
