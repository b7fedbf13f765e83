package org.greedyinfomax.bench;

/**
 * What a measurement took, in seconds.
 *
 * @param clock time that has passed
 * @param processor time of all threads of this process, or of the one that was measured; other
 *     programs add little to it
 */
record Elapsed(double clock, double processor) {

  static final Elapsed NONE = new Elapsed(0, 0);

  private static final double LEAST = 1e-6; // some systems count processor time coarsely

  static Elapsed between(Moment from, Moment to) {
    return new Elapsed(
        (to.clock() - from.clock()) * 1e-9,
        Math.max(LEAST, (to.processor() - from.processor()) * 1e-9));
  }

  /**
   * What some work takes on this thread: the mean of as many goes as take a while, at least one.
   *
   * @param seconds on the clock after which no other go begins
   */
  static Elapsed meanOfGoes(double seconds, Runnable work) {
    Elapsed all = NONE;
    int goes = 0;
    while (goes == 0 || all.clock < seconds) {
      Moment start = Moment.ofThisThread();
      work.run();
      all = all.plus(between(start, Moment.ofThisThread()));
      goes++;
    }
    return all.over(goes);
  }

  Elapsed plus(Elapsed other) {
    return new Elapsed(clock + other.clock, processor + other.processor);
  }

  /** The mean of so many. */
  Elapsed over(int number) {
    return new Elapsed(clock / number, processor / number);
  }
}
