package org.greedyinfomax.training.resource;

import org.greedyinfomax.Check;

/** The heap of the driver, which is the only process in Spark's local mode. */
public final class DriverHeap {

  /** What Spark asks for at least: half as much again as the 300 MiB that it keeps for itself. */
  private static final long LEAST = 450L << 20;

  private DriverHeap() {}

  /** What whoever started this process sets it by: {@code bin/gim} leaves word of its own home. */
  public static String setting() {
    return System.getProperties().containsKey("gim.home") ? "GIM_MEMORY" : "spark.driver.memory";
  }

  /**
   * Checks that Spark can start.
   *
   * @param bytes that the heap may take
   * @throws IllegalArgumentException if they are too few
   */
  public static void require(long bytes) {
    Check.argument(
        bytes >= LEAST,
        "Java's heap has %d MiB, but Spark needs %d MiB at least: set %s to 1g or more",
        bytes >> 20,
        LEAST >> 20,
        setting());
  }
}
