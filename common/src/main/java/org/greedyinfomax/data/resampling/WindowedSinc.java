package org.greedyinfomax.data.resampling;

/**
 * An ideal low pass, made finite by a Kaiser window. Coefficients come from {@link StrictMath}:
 * they have the same bits on every machine.
 *
 * @param cutoff the frequency in the middle of the transition band, in units of the input's Nyquist
 *     frequency
 * @param beta of the window: the larger, the less is left of what is suppressed
 * @param reach half of how many inputs an output is made of
 */
record WindowedSinc(double cutoff, double beta, int reach) {

  /** Returns the beta that suppresses so much, by Kaiser's formula. */
  static double beta(double decibels) {
    return 0.1102 * (decibels - 8.7);
  }

  /**
   * Returns half the length of a filter that suppresses so much, by Kaiser's formula.
   *
   * @param transition width of the transition band, in units of the input's Nyquist frequency
   */
  static double halfWidth(double decibels, double transition) {
    return (decibels - 8) / (2 * 2.285 * Math.PI * transition);
  }

  /** Returns how much a filter of that half length suppresses. */
  static double decibels(double halfWidth, double transition) {
    return 8 + halfWidth * (2 * 2.285 * Math.PI * transition);
  }

  /** Returns the taps for outputs a {@code fraction} after an input sample, scaled to sum to 1. */
  float[] coefficients(double fraction) {
    double[] taps = new double[2 * reach];
    double total = 0;
    for (int i = 0; i < taps.length; i++) {
      double time = i + 1 - reach - fraction;
      taps[i] = sinc(cutoff * time) * kaiser(time / reach);
      total += taps[i];
    }
    float[] scaled = new float[taps.length];
    for (int i = 0; i < taps.length; i++) {
      scaled[i] = (float) (taps[i] / total);
    }
    return scaled;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }

  private double kaiser(double x) {
    return Math.abs(x) > 1 ? 0 : bessel(beta * Math.sqrt(1 - x * x)) / bessel(beta);
  }

  /** The modified Bessel function of order zero, by its power series. */
  private static double bessel(double x) {
    double sum = 1;
    double term = 1;
    for (int k = 1; term > 1e-18 * sum; k++) {
      term *= x * x / (4.0 * k * k);
      sum += term;
    }
    return sum;
  }
}
