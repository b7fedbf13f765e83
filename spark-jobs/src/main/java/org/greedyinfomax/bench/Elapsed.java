package org.greedyinfomax.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a measurement took, in seconds.
 *
 * @param clock time that has passed
 * @param processor time of all threads of this process, or of the one that was measured; other
 *     programs add little to it
 */
public record Elapsed(double clock, double processor) {

  static final Elapsed NONE = new Elapsed(0, 0);

  private static final double LEAST = 1e-6; // some systems count processor time coarsely

  public static Elapsed between(TimePoint from, TimePoint to) {
    return new Elapsed(
        (to.clock() - from.clock()) * 1e-9,
        Math.max(LEAST, (to.processor() - from.processor()) * 1e-9));
  }

  /**
   * What some work takes on this thread: the mean of as many goes as take a while, at least one.
   * Goes are timed in ever larger groups, so that looking at the clock takes nothing.
   *
   * @param seconds on the clock after which no other group begins
   */
  public static Elapsed meanOfGoes(double seconds, Runnable work) {
    Elapsed all = NONE;
    int goes = 0;
    for (int group = 1; goes == 0 || all.clock < seconds; group *= 2) {
      TimePoint start = TimePoint.ofThisThread();
      for (int i = 0; i < group; i++) {
        work.run();
      }
      all = all.plus(between(start, TimePoint.ofThisThread()));
      goes += group;
    }
    return all.over(goes);
  }

  /** A value of each. */
  public static MedianAndRange each(List<Elapsed> times, ToDoubleFunction<Elapsed> value) {
    return MedianAndRange.of(times.stream().map(value::applyAsDouble).toList());
  }

  public Elapsed plus(Elapsed other) {
    return new Elapsed(clock + other.clock, processor + other.processor);
  }

  /** The mean of so many. */
  public Elapsed over(int number) {
    return new Elapsed(clock / number, processor / number);
  }
}
