package org.greedyinfomax.data.resampling;

/**
 * A filter whose outputs have taps of their own, which repeat after a period: rates by a ratio of
 * small numbers. It passes frequencies up to 90 % of the lower rate's Nyquist frequency and
 * suppresses what lies above that Nyquist frequency (a Kaiser window).
 *
 * <p>Coefficients are summed in a fixed order: the same input gives the same bits on every machine.
 */
final class PolyphaseFilter {

  /** Width of the transition band, as a fraction of the lower Nyquist frequency. */
  private static final double TRANSITION = 0.1;

  private final int up;
  private final int down;
  private final int firstTap;

  /** {@code [up, taps]}. */
  private final float[][] phases;

  /**
   * Prepares the filter.
   *
   * @param up outputs of a period
   * @param down inputs of a period, which has no divisor in common with {@code up}
   * @param decibels by how much it suppresses what lies above the lower Nyquist frequency
   */
  PolyphaseFilter(int up, int down, double decibels) {
    this.up = up;
    this.down = down;
    if (up == down) {
      this.firstTap = 0;
      this.phases = new float[0][];
      return;
    }
    double stretch = Math.max(1, (double) down / up);
    double halfWidth = WindowedSinc.halfWidth(decibels, TRANSITION); // at the lower rate
    int reach = (int) Math.ceil(halfWidth * stretch);
    WindowedSinc sinc =
        new WindowedSinc((1 - TRANSITION / 2) / stretch, WindowedSinc.beta(decibels), reach);
    this.firstTap = 1 - reach;
    this.phases = new float[up][];
    for (int phase = 0; phase < up; phase++) {
      phases[phase] = sinc.coefficients((double) phase / up);
    }
  }

  /** Returns how many samples become of so many: {@code round(n·up/down)}. */
  long outputs(long inputs) {
    return (2 * inputs * up + down) / (2L * down);
  }

  /** Whether nothing changes. */
  boolean isIdentity() {
    return up == down;
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

  /** Returns the taps of an output that stands {@code part / up} after an input. */
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
    return sum(input, origin, start, length, phases[part]);
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
}
