package org.greedyinfomax.plan;

import java.io.IOException;

/** Times some work: the fastest of a few repetitions, after some that warm up Java's compiler. */
final class Timing {

  private static final double WARM_UP_SECONDS = 0.2;
  private static final double SECONDS = 0.3;

  /** Goes that even slow work gets, unless they take longer than it is worth. */
  private static final int FEW = 3;

  private static final double LONG_SECONDS = 2;

  private Timing() {}

  /** Work that may read, write or run a job. */
  interface Work {
    void run() throws IOException;
  }

  /** Seconds of the fastest go, found in about half a second, or in a few goes of slow work. */
  static double seconds(Work work) throws IOException {
    repeat(WARM_UP_SECONDS, work);
    return repeat(SECONDS, work);
  }

  private static double repeat(double duration, Work work) throws IOException {
    double fastest = Double.POSITIVE_INFINITY;
    double all = 0;
    for (int goes = 0; all < duration || (goes < FEW && all < LONG_SECONDS); goes++) {
      double seconds = once(work);
      fastest = Math.min(fastest, seconds);
      all += seconds;
    }
    return fastest;
  }

  /** Seconds of one go, more than 0. */
  static double once(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return Math.max(1, System.nanoTime() - start) * 1e-9;
  }
}
