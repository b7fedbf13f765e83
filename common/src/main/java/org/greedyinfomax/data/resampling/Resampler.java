package org.greedyinfomax.data.resampling;

import org.greedyinfomax.Check;
import org.greedyinfomax.data.SampleSink;

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

  /**
   * Phases between two samples of the lower rate, of which any other is interpolated linearly. The
   * error of that is 120 dB below the signal, and a filter takes about a megabyte, whatever rates.
   */
  private static final double PHASES = 1024;

  private static final int FEWEST_PHASES = 32;

  private final int up;
  private final int down;
  private final int firstTap;

  /** {@code [phases, taps]}; where there are fewer than {@code up}, one more, a sample later. */
  private final float[][] phases;

  /**
   * Prepares the filter.
   *
   * @param from input rate in Hz, at least 1
   * @param to output rate in Hz, at least 1
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
      this.phases = new float[0][];
      return;
    }
    double stretch = Math.max(1, (double) from / to);
    int reach = (int) Math.ceil(HALF_WIDTH * stretch);
    int most = Math.max(FEWEST_PHASES, (int) Math.ceil(PHASES / stretch));
    this.firstTap = 1 - reach;
    this.phases = new float[up <= most ? up : most + 1][];
    for (int phase = 0; phase < phases.length; phase++) {
      phases[phase] = coefficients((double) phase / Math.min(up, most), reach, stretch);
    }
  }

  /**
   * Begins to resample a signal, which comes in blocks.
   *
   * @param sink takes what comes out, in blocks of any size
   */
  public ResamplerStream stream(SampleSink sink) {
    return new ResamplerStream(this, sink);
  }

  /** Returns how many samples become of so many: {@code round(n·to/from)}. */
  public long outputs(long inputs) {
    return (2 * inputs * up + down) / (2L * down);
  }

  /** Whether nothing changes. */
  boolean isIdentity() {
    return up == down;
  }

  /** Whether each output has taps of its own, which repeat after {@link #up} outputs. */
  boolean isExact() {
    return phases.length == up;
  }

  /** Returns how many outputs there are in a period, after which phases repeat. */
  int up() {
    return up;
  }

  /** Returns how many inputs there are in a period. */
  int down() {
    return down;
  }

  /** Returns how many inputs an output is made of. */
  int taps() {
    return 2 * (1 - firstTap);
  }

  /** Returns the taps of an output that stands {@code part / up} after an input, if exact. */
  float[] taps(int part) {
    return phases[part];
  }

  /** Returns the input that the first tap of an output is for; before the first one, negative. */
  long first(long output) {
    return output * down / up + firstTap;
  }

  /**
   * Computes one output.
   *
   * @param input a part of the signal
   * @param origin the sample of the signal with which the part begins
   * @param length of the whole signal, as far as it is known: beyond it is silence
   */
  float at(long output, float[] input, long origin, long length) {
    long start = first(output);
    int part = (int) (output * down % up);
    if (isExact()) {
      return sum(input, origin, start, length, phases[part]);
    }
    double place = (double) part / up * (phases.length - 1);
    int phase = (int) place;
    float fraction = (float) (place - phase);
    return (1 - fraction) * sum(input, origin, start, length, phases[phase])
        + fraction * sum(input, origin, start, length, phases[phase + 1]);
  }

  /** Eight sums side by side, for which a processor need not wait. */
  private static float sum(float[] input, long origin, long start, long length, float[] taps) {
    int begin = (int) Math.max(0, -start);
    int end = (int) Math.min(taps.length, length - start);
    int offset = (int) (start - origin);
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int tap = begin;
    for (; tap + 8 <= end; tap += 8) {
      int at = offset + tap;
      s0 += taps[tap] * input[at];
      s1 += taps[tap + 1] * input[at + 1];
      s2 += taps[tap + 2] * input[at + 2];
      s3 += taps[tap + 3] * input[at + 3];
      s4 += taps[tap + 4] * input[at + 4];
      s5 += taps[tap + 5] * input[at + 5];
      s6 += taps[tap + 6] * input[at + 6];
      s7 += taps[tap + 7] * input[at + 7];
    }
    for (; tap < end; tap++) {
      s0 += taps[tap] * input[offset + tap];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }

  /** Returns the taps for outputs a {@code fraction} after an input sample, scaled to sum to 1. */
  private static float[] coefficients(double fraction, int reach, double stretch) {
    double cutoff = (1 - TRANSITION / 2) / stretch;
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
