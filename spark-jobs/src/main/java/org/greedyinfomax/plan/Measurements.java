package org.greedyinfomax.plan;

import org.greedyinfomax.Check;

/**
 * What was measured on a cluster.
 *
 * @param slots tasks that it runs at a time, at least 1
 * @param task how fast one of them is
 * @param overheadSeconds that a round takes beside its steps: starting tasks, carrying states there
 *     and back, averaging
 */
public record Measurements(int slots, TaskSpeeds task, double overheadSeconds) {

  public Measurements {
    Check.argument(slots >= 1, "slots must be at least 1, but is %d", slots);
    Check.argument(
        overheadSeconds >= 0 && Double.isFinite(overheadSeconds),
        "overheadSeconds must be at least 0, but is %s",
        overheadSeconds);
  }
}
