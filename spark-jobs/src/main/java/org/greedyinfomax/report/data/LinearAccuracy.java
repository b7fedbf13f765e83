package org.greedyinfomax.report.data;

import org.greedyinfomax.Check;

/**
 * The accuracy of a linear classifier for a label of test samples, with a confidence interval. All
 * are NaN where none was fitted.
 *
 * @param share that it classifies correctly, 0 to 1
 * @param low lower end of the share's confidence interval of 95 %, 0 to 1
 * @param high its upper end, 0 to 1
 * @param regParam weight of the penalty that it was fitted with, at least 0
 */
public record LinearAccuracy(double share, double low, double high, double regParam) {

  /** Of what was not measured. */
  public static final LinearAccuracy NONE =
      new LinearAccuracy(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LinearAccuracy {
    if (!Double.isNaN(share)) {
      Check.argument(
          0 <= low && low <= share && share <= high && high <= 1,
          "an accuracy must lie within its interval, and that in 0 to 1, but %s has %s to %s",
          share,
          low,
          high);
      Check.argument(regParam >= 0, "regParam must be at least 0, but is %s", regParam);
    }
  }

  /** Whether a classifier was fitted. */
  public boolean isMeasured() {
    return !Double.isNaN(share);
  }
}
