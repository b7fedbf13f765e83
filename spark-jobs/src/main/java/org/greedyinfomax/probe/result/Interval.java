package org.greedyinfomax.probe.result;

/**
 * A confidence interval of 95 % for an accuracy, by Wilson. It assumes that the tested rows are
 * independent of each other.
 *
 * @param low its lower end, in [0, 1], or NaN if nothing was measured
 * @param high its upper end, in [0, 1], or NaN if nothing was measured
 * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson: Probable Inference, the Law
 *     of Succession, and Statistical Inference (1927)</a>
 */
public record Interval(double low, double high) {

  /** Of what was not measured. */
  public static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  private static final double DEVIATIONS = 1.959963984540054; // of 95 % of a normal distribution

  /**
   * The interval of a share.
   *
   * @param share in [0, 1], or NaN if it was not measured
   * @param tested rows, at least 1
   */
  public static Interval of(double share, long tested) {
    if (Double.isNaN(share)) {
      return NONE;
    }
    double spread = DEVIATIONS * DEVIATIONS / tested;
    double centre = (share + spread / 2) / (1 + spread);
    double half = Math.sqrt(spread * (share * (1 - share) + spread / 4)) / (1 + spread);
    return new Interval( // rounding must not leave the share outside
        Math.min(share, Math.max(0, centre - half)), Math.max(share, Math.min(1, centre + half)));
  }
}
