package org.greedyinfomax.training;

import java.util.concurrent.CancellationException;
import org.greedyinfomax.config.ValidationSettings;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.run.StoppingRounds;

/**
 * Early stopping of single modules: what is decided about who learns, and who waits for it: what
 * was measured after round {@code r} counts from round {@code r + interval + 1} on, which no stage
 * group begins before it is known. So it makes no difference how far a group has run ahead when
 * something is measured.
 *
 * <p>Nobody waits for ever: for a measurement groups need to have finished rounds up to {@code r},
 * and no more.
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
