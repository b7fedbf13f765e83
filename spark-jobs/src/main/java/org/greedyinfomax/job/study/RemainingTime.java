package org.greedyinfomax.job.study;

import org.greedyinfomax.Text;

/** How long trials are likely to take that are left to do, by those that were done. */
public final class RemainingTime {

  private static final double SECONDS_OF_A_MINUTE = 60;

  private final long all;
  private long done;
  private long start;
  private double seconds;

  /** Of so many trials, of which none is done. */
  public RemainingTime(long trials) {
    all = trials;
  }

  /** A trial begins. */
  public void begin() {
    start = System.nanoTime();
  }

  /** A trial ends. */
  public void end() {
    seconds += (System.nanoTime() - start) * 1e-9;
    done++;
  }

  /** In words, to be put behind others; empty if nothing is known yet. */
  public String text() {
    if (done == 0) {
      return "";
    }
    double left = seconds / done * (all - done);
    return left < SECONDS_OF_A_MINUTE
        ? Text.format("; all will take about %.0f s more", left)
        : Text.format("; all will take about %.0f min more", left / SECONDS_OF_A_MINUTE);
  }
}
