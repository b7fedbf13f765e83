package org.greedyinfomax.data;

import org.greedyinfomax.Check;

/**
 * Changes the sample rate by a rational factor: a polyphase filter of windowed sincs.
 *
 * <p>Output sample {@code k} stands at input time {@code k·from/to}; so nothing is delayed, and
 * {@code n} samples become {@code round(n·to/from)}. The filter passes frequencies up to 90 % of
 * the lower rate's Nyquist frequency and suppresses what lies above that Nyquist frequency by about
 * 80 dB (a Kaiser window). Beyond its ends, the input counts as silence.
 *
 * <p>Coefficients come from {@link StrictMath} and are summed in a fixed order: the same input
 * gives the same bits on every machine.
 */
public final class Resampler {

  private static final double STOPBAND_DECIBELS = 80;
  private static final double KAISER_BETA = 0.1102 * (STOPBAND_DECIBELS - 8.7);

  /** Width of the transition band, as a fraction of the lower Nyquist frequency. */
  private static final double TRANSITION = 0.1;

  /** Half the filter's length, in samples of the lower rate; Kaiser's formula, halved. */
  private static final double HALF_WIDTH =
      (STOPBAND_DECIBELS - 8) / (2 * 2.285 * Math.PI * TRANSITION);

  private static final long MOST_COEFFICIENTS = 1L << 23;

  private final int up;
  private final int down;
  private final int firstTap;
  private final double[][] phases;

  /**
   * Prepares the filter.
   *
   * @param from input rate in Hz, at least 1
   * @param to output rate in Hz, at least 1
   * @throws IllegalArgumentException if the two have so little in common that the filter would be
   *     larger than 64 MiB
   */
  public Resampler(int from, int to) {
    Check.argument(
        from >= 1 && to >= 1,
        "cannot resample from %d Hz to %d Hz: rates are at least 1",
        from,
        to);
    int common = greatestCommonDivisor(from, to);
    this.up = to / common;
    this.down = from / common;
    if (up == down) {
      this.firstTap = 0;
      this.phases = new double[][] {{1}};
      return;
    }
    double stretch = Math.max(1, (double) from / to);
    int reach = (int) Math.ceil(HALF_WIDTH * stretch);
    Check.argument(
        2L * reach * up <= MOST_COEFFICIENTS,
        "cannot resample from %d Hz to %d Hz: the filter would need %d coefficients, more than %d;"
            + " resample the file first, or choose a rate that has a larger common divisor",
        from,
        to,
        2L * reach * up,
        MOST_COEFFICIENTS);
    this.firstTap = 1 - reach;
    this.phases = new double[up][];
    for (int phase = 0; phase < up; phase++) {
      phases[phase] = coefficients((double) phase / up, reach, stretch);
    }
  }

  /**
   * Resamples a signal; at equal rates, copies it.
   *
   * @param input {@code [n]}
   * @return {@code [round(n·to/from)]}
   */
  public float[] resample(float[] input) {
    float[] output = new float[Math.toIntExact((2L * input.length * up + down) / (2L * down))];
    for (int k = 0; k < output.length; k++) {
      long position = (long) k * down;
      int centre = (int) (position / up);
      output[k] = (float) sum(input, centre + firstTap, phases[(int) (position % up)]);
    }
    return output;
  }

  private static double sum(float[] input, int start, double[] taps) {
    int begin = Math.max(0, -start);
    int end = Math.min(taps.length, input.length - start);
    double sum = 0;
    for (int tap = begin; tap < end; tap++) {
      sum += taps[tap] * input[start + tap];
    }
    return sum;
  }

  /** Returns the taps for outputs a {@code fraction} after an input sample, scaled to sum to 1. */
  private static double[] coefficients(double fraction, int reach, double stretch) {
    double cutoff = (1 - TRANSITION / 2) / stretch;
    double[] taps = new double[2 * reach];
    double total = 0;
    for (int i = 0; i < taps.length; i++) {
      double time = i + 1 - reach - fraction;
      taps[i] = sinc(cutoff * time) * kaiser(time / reach);
      total += taps[i];
    }
    for (int i = 0; i < taps.length; i++) {
      taps[i] /= total;
    }
    return taps;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) > 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
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

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
