package org.greedyinfomax.run;

/**
 * Whether a module's loss on held-out rows still falls.
 *
 * @param best loss of the last measurement that was an improvement, in nats
 * @param since measurements since then, of which none was
 */
record Patience(double best, int since) {

  /** After the first measurement, which is an improvement. */
  static Patience first(double loss) {
    return new Patience(loss, 0);
  }

  /**
   * After another measurement.
   *
   * @param minImprovement it is an improvement if it is better than {@code best} by more than that
   */
  Patience next(double loss, double minImprovement) {
    return loss < best - minImprovement ? first(loss) : new Patience(best, since + 1);
  }

  /**
   * Whether it has not fallen for too long.
   *
   * @param patience measurements without improvement that are too many; 0 waits for ever
   */
  boolean isOver(int patience) {
    return patience > 0 && since >= patience;
  }
}
