package org.greedyinfomax.plan;

import org.greedyinfomax.Check;
import org.greedyinfomax.training.resource.ExecutorMemory;

/**
 * What was measured on a cluster.
 *
 * @param slots tasks that it runs at a time, at least 1
 * @param executor memory of the executor that has the least room
 * @param task how fast a task is
 * @param overheadSeconds that a round takes beside its steps: starting tasks, carrying states there
 *     and back, averaging
 */
public record Measurements(
    int slots, ExecutorMemory executor, TaskSpeeds task, double overheadSeconds) {

  public Measurements {
    Check.argument(slots >= 1, "slots must be at least 1, but is %d", slots);
    Check.argument(
        overheadSeconds >= 0 && Double.isFinite(overheadSeconds),
        "overheadSeconds must be at least 0, but is %s",
        overheadSeconds);
  }
}
