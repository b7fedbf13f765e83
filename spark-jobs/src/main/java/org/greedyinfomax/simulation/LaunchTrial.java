package org.greedyinfomax.simulation;

import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** Measures what a task costs the driver that has nothing to do. */
public final class LaunchTrial {

  private static final int TASKS = 2000;

  private final JavaSparkContext spark;

  public LaunchTrial(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** Seconds a task, of many at a time; the first time does not count. */
  public double seconds() {
    run();
    return run();
  }

  private double run() {
    long start = System.nanoTime();
    spark
        .parallelize(IntStream.range(0, TASKS).boxed().toList(), TASKS)
        .mapPartitions(places -> places)
        .count();
    return (System.nanoTime() - start) * 1e-9 / TASKS;
  }
}
