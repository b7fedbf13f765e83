package org.greedyinfomax.executor;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** How many tasks an executor runs at a time. */
public final class ConcurrentTasks {

  private ConcurrentTasks() {}

  /** Returns that number for the executors which are there now; at least 1. */
  public static int ofExecutor(JavaSparkContext spark) {
    int cores = Math.max(1, spark.defaultParallelism());
    SparkConf conf = spark.getConf();
    int executors = Math.max(1, spark.sc().statusTracker().getExecutorInfos().length);
    if (!spark.isLocal()) {
      executors = Math.max(1, executors - 1); // the driver is among them
    }
    int perExecutor = (cores + executors - 1) / executors;
    if (!spark.isLocal()) {
      perExecutor = conf.getInt("spark.executor.cores", perExecutor);
    }
    return Math.max(1, perExecutor / conf.getInt("spark.task.cpus", 1));
  }
}
