package org.greedyinfomax.run;

/**
 * How long the loss of a module on held-out rows has not improved.
 *
 * @param best loss of the last measurement that was an improvement, in nats
 * @param since measurements since then, none of which was an improvement
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
