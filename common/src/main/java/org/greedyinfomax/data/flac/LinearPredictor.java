package org.greedyinfomax.data.flac;

import java.util.Arrays;

/**
 * Adds to each residual of a channel what the samples before it predict: {@code Σ coefficients[j] ·
 * samples[i − 1 − j] >> shift}. The sums of a stream of at most 33 bits fit 64 bits.
 */
final class LinearPredictor {

  /** The order that encoders choose at most as a rule, and of which there is a loop of its own. */
  private static final int LONG = 12;

  private static final int MIDDLE = 8;
  private static final int SHORT = 4;

  private LinearPredictor() {}

  /**
   * Restores samples in place.
   *
   * @param samples as many samples as there are coefficients, and residuals behind them
   * @param coefficients that of the latest sample comes first
   */
  static void restore(long[] samples, long[] coefficients, int shift) {
    int order = coefficients.length;
    if (order > LONG) {
      restore(samples, order, samples.length, coefficients, shift);
      return;
    }
    // Coefficients of 0 change no sum, so that three loops do for all orders.
    int padded = order <= SHORT ? SHORT : order <= MIDDLE ? MIDDLE : LONG;
    int begin = Math.min(padded, samples.length);
    restore(samples, order, begin, coefficients, shift);
    long[] all = Arrays.copyOf(coefficients, padded);
    switch (padded) {
      case SHORT -> restore4(samples, begin, all, shift);
      case MIDDLE -> restore8(samples, begin, all, shift);
      default -> restore12(samples, begin, all, shift);
    }
  }

  private static void restore(long[] samples, int begin, int end, long[] coefficients, int shift) {
    for (int i = begin; i < end; i++) {
      long sum = 0;
      for (int j = 0; j < coefficients.length; j++) {
        sum += coefficients[j] * samples[i - 1 - j];
      }
      samples[i] += sum >> shift;
    }
  }

  // The oldest samples come first in each sum: the next one waits only for the latest.

  private static void restore4(long[] samples, int begin, long[] coefficients, int shift) {
    long c0 = coefficients[0];
    long c1 = coefficients[1];
    long c2 = coefficients[2];
    long c3 = coefficients[3];
    long latest = begin == samples.length ? 0 : samples[begin - 1];
    for (int i = begin; i < samples.length; i++) {
      long sum = c3 * samples[i - 4] + c2 * samples[i - 3] + c1 * samples[i - 2] + c0 * latest;
      latest = samples[i] + (sum >> shift);
      samples[i] = latest;
    }
  }

  private static void restore8(long[] samples, int begin, long[] coefficients, int shift) {
    long c0 = coefficients[0];
    long c1 = coefficients[1];
    long c2 = coefficients[2];
    long c3 = coefficients[3];
    long c4 = coefficients[4];
    long c5 = coefficients[5];
    long c6 = coefficients[6];
    long c7 = coefficients[7];
    long latest = begin == samples.length ? 0 : samples[begin - 1];
    for (int i = begin; i < samples.length; i++) {
      long sum =
          c7 * samples[i - 8] + c6 * samples[i - 7] + c5 * samples[i - 6] + c4 * samples[i - 5];
      sum = sum + c3 * samples[i - 4] + c2 * samples[i - 3] + c1 * samples[i - 2];
      latest = samples[i] + ((sum + c0 * latest) >> shift);
      samples[i] = latest;
    }
  }

  private static void restore12(long[] samples, int begin, long[] coefficients, int shift) {
    long c0 = coefficients[0];
    long c1 = coefficients[1];
    long c2 = coefficients[2];
    long c3 = coefficients[3];
    long c4 = coefficients[4];
    long c5 = coefficients[5];
    long c6 = coefficients[6];
    long c7 = coefficients[7];
    long c8 = coefficients[8];
    long c9 = coefficients[9];
    long c10 = coefficients[10];
    long c11 = coefficients[11];
    long latest = begin == samples.length ? 0 : samples[begin - 1];
    for (int i = begin; i < samples.length; i++) {
      long old = c11 * samples[i - 12] + c10 * samples[i - 11] + c9 * samples[i - 10];
      old = old + c8 * samples[i - 9] + c7 * samples[i - 8] + c6 * samples[i - 7];
      long sum = c5 * samples[i - 6] + c4 * samples[i - 5] + c3 * samples[i - 4];
      sum = old + sum + c2 * samples[i - 3] + c1 * samples[i - 2];
      latest = samples[i] + ((sum + c0 * latest) >> shift);
      samples[i] = latest;
    }
  }
}
