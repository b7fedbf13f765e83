package org.greedyinfomax.bench;

/**
 * What a measurement took, in seconds.
 *
 * @param clock time that has passed
 * @param processor time of all threads of this process; other programs add little to it
 */
record Elapsed(double clock, double processor) {

  private static final double LEAST = 1e-6; // some systems count processor time coarsely

  static Elapsed between(Moment from, Moment to) {
    return new Elapsed(
        (to.clock() - from.clock()) * 1e-9,
        Math.max(LEAST, (to.processor() - from.processor()) * 1e-9));
  }
}
