package org.greedyinfomax.training.resource;

import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.greedyinfomax.device.DeviceChoice;

/**
 * Where training tasks run: in any slots, or, where executors have GPUs, in slots with one GPU
 * each. Other jobs ask for none.
 */
public final class TaskSlots {

  private static final String GPU = "gpu";
  private static final String GPUS = "spark.executor.resource.gpu.amount";

  private final JavaSparkContext spark;
  private final Optional<ResourceProfile> profile; // one for all rounds: Spark keeps each for good

  private TaskSlots(JavaSparkContext spark, Optional<ResourceProfile> profile) {
    this.spark = spark;
    this.profile = profile;
  }

  /** The slots of a cluster for tasks that compute on a device. */
  public static TaskSlots of(JavaSparkContext spark, DeviceChoice device) {
    boolean takesGpus = device != DeviceChoice.CPU && hasGpus(spark);
    return new TaskSlots(
        spark, takesGpus ? Optional.of(oneGpu(spark.getConf())) : Optional.empty());
  }

  /** Whether Spark hands out GPUs here. On a single machine it knows of none. */
  public static boolean hasGpus(JavaSparkContext spark) {
    return !spark.isLocal() && spark.getConf().getInt(GPUS, 0) > 0;
  }

  private static ResourceProfile oneGpu(SparkConf conf) {
    TaskResourceRequests requests =
        new TaskResourceRequests().cpus(conf.getInt("spark.task.cpus", 1)).resource(GPU, 1);
    return new ResourceProfileBuilder().require(requests).build();
  }

  /** How many there are now, at least 1. */
  public int count() {
    SparkConf conf = spark.getConf();
    if (profile.isPresent()) {
      int executors = spark.sc().statusTracker().getExecutorInfos().length - 1; // less the driver
      return Math.max(1, executors * conf.getInt(GPUS, 0));
    }
    return Math.max(1, spark.defaultParallelism() / conf.getInt("spark.task.cpus", 1));
  }

  /** A task for each number from 0 on. */
  public JavaRDD<Integer> tasks(int number) {
    JavaRDD<Integer> tasks = spark.parallelize(IntStream.range(0, number).boxed().toList(), number);
    return profile.map(tasks::withResources).orElse(tasks);
  }
}
