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

  /** Sums side by side of an output. */
  private static final int SUMS = 4;

  private final long up;
  private final long down;
  private final int reach;

  /** {@code [phases + 1, taps]}: the last one is a whole input later than the first one. */
  private final float[][] phases;

  /**
   * Prepares the filter.
   *
   * @param up how many outputs there are for {@code down} inputs
   * @param passband what it must leave as it is, in units of the input's Nyquist frequency
   * @param stopband where that begins which it suppresses, in the same units; at most 2, so that
   *     taps sum to 1 in all phases
   * @param decibels by how much it suppresses that
   */
  InterpolationFilter(long up, long down, double passband, double stopband, double decibels) {
    this.up = up;
    this.down = down;
    double halfWidth = WindowedSinc.halfWidth(decibels, stopband - passband);
    this.reach = (int) Math.ceil(halfWidth * 2 / SUMS) * SUMS / 2;
    WindowedSinc sinc =
        new WindowedSinc((passband + stopband) / 2, WindowedSinc.beta(decibels), reach);
    int count = (int) Math.max(FEWEST_PHASES, Math.ceil(PHASES * passband));
    this.phases = new float[count + 1][];
    for (int phase = 0; phase <= count; phase++) {
      phases[phase] = sinc.coefficients((double) phase / count);
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
    double perPart = (phases.length - 1) / (double) up;
    for (int i = 0; i < count; i++) {
      double place = part * perPart;
      int phase = (int) place;
      outputs[i] = sum(inputs, begin, phases[phase], phases[phase + 1], (float) (place - phase));
      begin += whole;
      part += rest;
      if (part >= up) {
        part -= up;
        begin++;
      }
    }
  }

  private static float sum(float[] inputs, int begin, float[] taps, float[] later, float fraction) {
    float a0 = 0;
    float a1 = 0;
    float a2 = 0;
    float a3 = 0;
    float b0 = 0;
    float b1 = 0;
    float b2 = 0;
    float b3 = 0;
    for (int tap = 0; tap + SUMS <= taps.length; tap += SUMS) {
      float x0 = inputs[begin + tap];
      float x1 = inputs[begin + tap + 1];
      float x2 = inputs[begin + tap + 2];
      float x3 = inputs[begin + tap + 3];
      a0 += taps[tap] * x0;
      a1 += taps[tap + 1] * x1;
      a2 += taps[tap + 2] * x2;
      a3 += taps[tap + 3] * x3;
      b0 += later[tap] * x0;
      b1 += later[tap + 1] * x1;
      b2 += later[tap + 2] * x2;
      b3 += later[tap + 3] * x3;
    }
    return (1 - fraction) * ((a0 + a1) + (a2 + a3)) + fraction * ((b0 + b1) + (b2 + b3));
  }
}
