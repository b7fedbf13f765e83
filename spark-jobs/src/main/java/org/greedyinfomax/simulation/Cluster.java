package org.greedyinfomax.simulation;

import org.greedyinfomax.Check;

/**
 * A cluster to imagine.
 *
 * @param executors at least 1
 * @param slots tasks that an executor runs at a time, at least 1
 * @param launching seconds that the driver takes to start a task and to hear that it has ended
 * @param network bytes a second to and from the driver
 * @param store bytes a second that all executors together can read and write; infinite if only what
 *     was measured of a task counts
 */
public record Cluster(int executors, int slots, double launching, double network, double store) {

  public Cluster {
    Check.argument(
        executors >= 1 && slots >= 1,
        "a cluster needs executors and slots, but has %d and %d",
        executors,
        slots);
    Check.argument(
        launching >= 0 && network > 0 && store > 0,
        "network and store must be faster than 0, but are %s and %s bytes a second",
        network,
        store);
  }

  /** Tasks that run at a time. */
  int allSlots() {
    return executors * slots;
  }
}
