package org.greedyinfomax.training;

import java.util.concurrent.CancellationException;
import org.greedyinfomax.config.ValidationSettings;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StoppingRounds;

/**
 * Early stopping of single modules: which of them learn, as decided by losses on held-out rows, and
 * how stage groups wait for a decision. A measurement after round {@code r} counts from round
 * {@code r + interval + 1} on, which no stage group begins before the result is known. So it makes
 * no difference how far a group has run ahead when losses are measured.
 *
 * <p>There is no deadlock: a measurement needs groups to have finished round {@code r}, and no
 * more.
 */
final class EarlyStopping {

  private final ValidationSettings settings;
  private int measured;
  private StoppingRounds stops;
  private boolean isClosed;

  /**
   * Begins with what was decided before.
   *
   * @param measured rounds up to which all is measured
   */
  EarlyStopping(ValidationSettings settings, int measured, StoppingRounds stops) {
    this.settings = settings;
    this.measured = measured;
    this.stops = stops;
  }

  /** A measurement is made. */
  synchronized void decide(int round, StoppingRounds now) {
    measured = round;
    stops = now;
    notifyAll();
  }

  /** What is decided now. */
  synchronized StoppingRounds stops() {
    return stops;
  }

  /**
   * Waits until it is known who learns in a round. Of later rounds what is returned may know, too.
   *
   * @throws CancellationException if nothing will be measured any more
   */
  synchronized StoppingRounds await(Rounds.Round round) throws InterruptedException {
    while (settings.mayStop() && measured < needed(round) && !isClosed) {
      wait();
    }
    if (isClosed) {
      throw new CancellationException("nothing is measured any more");
    }
    return stops;
  }

  private int needed(Rounds.Round round) {
    int interval = settings.interval();
    return Math.max(0, (round.number() - interval) / interval * interval);
  }

  /** Lets nobody wait any longer. */
  synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
