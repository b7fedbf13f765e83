package org.greedyinfomax.data.resampling;

/**
 * A filter for outputs anywhere between inputs: its taps are interpolated linearly between those of
 * a bounded number of phases. It is meant for wide transition bands, for which few taps do.
 */
final class InterpolationFilter {

  /**
   * Phases between two inputs, if all that these can hold is to pass. The error of interpolation is
   * 120 dB below the signal, and a filter takes less than 100 KB, unless one rate is a hundred
   * times the other.
   */
  private static final double PHASES = 1024;

  private static final int FEWEST_PHASES = 32;

  /** Taps that are written out, as Java is slow at short loops; their number is a multiple. */
  private static final int STEP = 8;

  private final long up;
  private final long down;
  private final int reach;

  /** {@code [phases + 1, taps]}: the last one is a whole input later than the first one. */
  private final float[] coefficients;

  private final int phases;

  /**
   * Prepares the filter.
   *
   * @param up how many outputs there are for {@code down} inputs
   * @param passband what it must leave as it is, in units of the input's Nyquist frequency
   * @param stopband where that begins which it suppresses, in the same units; at most 2, so that
   *     taps sum to 1 in all phases
   * @param decibels by how much it suppresses that at least
   */
  InterpolationFilter(long up, long down, double passband, double stopband, double decibels) {
    this.up = up;
    this.down = down;
    double transition = stopband - passband;
    double halfWidth = WindowedSinc.halfWidth(decibels, transition);
    this.reach = (int) Math.ceil(halfWidth * 2 / STEP) * STEP / 2;
    double suppressed = WindowedSinc.decibels(reach, transition); // more, as it is longer now
    WindowedSinc sinc =
        new WindowedSinc((passband + stopband) / 2, WindowedSinc.beta(suppressed), reach);
    this.phases = (int) Math.max(FEWEST_PHASES, Math.ceil(PHASES * passband));
    int taps = 2 * reach;
    this.coefficients = new float[(phases + 1) * taps];
    for (int phase = 0; phase <= phases; phase++) {
      float[] row = sinc.coefficients((double) phase / phases);
      System.arraycopy(row, 0, coefficients, phase * taps, taps);
    }
  }

  /** Returns how many inputs before and behind an output it is made of. */
  int reach() {
    return reach;
  }

  /** Returns the input that the first tap of an output is for. */
  long first(long output) {
    return Math.floorDiv(output * down, up) + 1 - reach;
  }

  /** Returns the first output that needs more inputs than those before {@code input}. */
  long firstBeyond(long input) {
    return -Math.floorDiv((reach - input) * up, down);
  }

  /**
   * Computes outputs, each in the same order of sums whichever are computed with it.
   *
   * @param first the first output
   * @param inputs all that the outputs are made of
   * @param origin which input the first of these is
   */
  void compute(long first, int count, float[] inputs, long origin, float[] outputs) {
    int begin = (int) (first(first) - origin);
    long part = Math.floorMod(first * down, up);
    int whole = (int) (down / up);
    long rest = down % up;
    double perPart = phases / (double) up;
    for (int i = 0; i < count; i++) {
      double place = part * perPart;
      int phase = (int) place;
      outputs[i] = sum(inputs, begin, phase, (float) (place - phase));
      part += rest;
      long carry = part >= up ? 1 : 0;
      part -= up * carry;
      begin += whole + (int) carry;
    }
  }

  private float sum(float[] inputs, int begin, int phase, float fraction) {
    int taps = 2 * reach;
    float sum = 0;
    for (int tap = 0; tap < taps; tap += STEP) {
      int earlier = phase * taps + tap;
      sum += sumStep(inputs, begin + tap, coefficients, earlier, earlier + taps, fraction);
    }
    return sum;
  }

  /** Sums of two neighbouring phases, and between them. */
  private static float sumStep(
      float[] inputs, int at, float[] taps, int earlier, int later, float fraction) {
    float x0 = inputs[at];
    float x1 = inputs[at + 1];
    float x2 = inputs[at + 2];
    float x3 = inputs[at + 3];
    float x4 = inputs[at + 4];
    float x5 = inputs[at + 5];
    float x6 = inputs[at + 6];
    float x7 = inputs[at + 7];
    float a0 = taps[earlier] * x0 + taps[earlier + 1] * x1;
    float a1 = taps[earlier + 2] * x2 + taps[earlier + 3] * x3;
    float a2 = taps[earlier + 4] * x4 + taps[earlier + 5] * x5;
    float a3 = taps[earlier + 6] * x6 + taps[earlier + 7] * x7;
    float b0 = taps[later] * x0 + taps[later + 1] * x1;
    float b1 = taps[later + 2] * x2 + taps[later + 3] * x3;
    float b2 = taps[later + 4] * x4 + taps[later + 5] * x5;
    float b3 = taps[later + 6] * x6 + taps[later + 7] * x7;
    float a = (a0 + a1) + (a2 + a3);
    float b = (b0 + b1) + (b2 + b3);
    return a + fraction * (b - a);
  }
}
