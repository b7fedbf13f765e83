package org.greedyinfomax.report.data;

import org.greedyinfomax.Check;

/**
 * What probes found after some rounds.
 *
 * @param rounds that all modules had finished, 1 or more
 * @param row what they found of one module for one label
 */
public record AccuracyPoint(long rounds, ProbeRow row) {

  /**
   * @throws IllegalArgumentException if no round was finished
   */
  public AccuracyPoint {
    Check.argument(rounds >= 1, "probed rounds must be 1 or more, but are %d", rounds);
  }
}
