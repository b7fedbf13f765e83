package org.greedyinfomax.report.data;

import org.greedyinfomax.Check;

/**
 * Where the time of one round of a stage group went: first it waits, then it runs, then its weights
 * are averaged, then it is committed.
 *
 * @param group the name of the modules that the same stage trains
 * @param round from 0
 * @param start when it began to wait, in seconds since the run's start, 0 or more
 * @param waiting seconds until there was input for it and room for its output, 0 or more
 * @param running seconds inside its tasks, mean over the replicas, 0 or more
 * @param averaging seconds of averaging what the replicas learned, 0 or more
 * @param committing seconds of making the result last, 0 or more
 * @param traffic bytes that it moved
 */
public record LaneRound(
    String group,
    long round,
    double start,
    double waiting,
    double running,
    double averaging,
    double committing,
    Traffic traffic) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LaneRound {
    Check.argument(round >= 0, "round of group %s must be 0 or more, but is %d", group, round);
    check(group, round, "start", start);
    check(group, round, "waiting", waiting);
    check(group, round, "running", running);
    check(group, round, "averaging", averaging);
    check(group, round, "committing", committing);
  }

  /** When it was committed, in seconds since the run's start. */
  public double end() {
    return start + waiting + busy();
  }

  /** Seconds in which it did not wait. */
  double busy() {
    return running + averaging + committing;
  }

  private static void check(String group, long round, String name, double seconds) {
    Check.argument(
        seconds >= 0 && Double.isFinite(seconds),
        "%s of group %s in round %d must be 0 or more seconds, but is %s",
        name,
        group,
        round,
        seconds);
  }
}
