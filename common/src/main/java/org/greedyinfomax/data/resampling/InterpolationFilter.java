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

  /** Places between inputs are whole numbers, of which phases are the bits above these. */
  private static final int PLACE_BITS = 42;

  private static final int MANTISSA_BITS = 23;

  private final long up;
  private final long down;
  private final int reach;

  /** {@code [phases + 1, taps]}: the last one is a whole input later than the first one. */
  private final float[][] taps;

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
    this.taps = new float[phases + 1][];
    for (int phase = 0; phase <= phases; phase++) {
      taps[phase] = sinc.coefficients((double) phase / phases);
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
    long perPart = ((long) phases << PLACE_BITS) / up;
    for (int i = 0; i < count; i++) {
      long place = part * perPart;
      int phase = (int) (place >>> PLACE_BITS);
      outputs[i] = sum(inputs, begin, taps[phase], taps[phase + 1], fraction(place));
      part += rest;
      long carry = part >= up ? 1 : 0;
      part -= up * carry;
      begin += whole + (int) carry;
    }
  }

  /**
   * Returns how far a place is from its phase to the next one, from the bits of a number between 1
   * and 2: conversions of numbers take as long as all the rest.
   */
  private static float fraction(long place) {
    int bits = (int) (place >>> (PLACE_BITS - MANTISSA_BITS)) & ((1 << MANTISSA_BITS) - 1);
    return Float.intBitsToFloat(Float.floatToRawIntBits(1) | bits) - 1;
  }

  /** Sums by two neighbouring phases, and between them. */
  private static float sum(
      float[] inputs, int begin, float[] earlier, float[] later, float fraction) {
    float a = 0;
    float b = 0;
    int tap = 0;
    for (; tap + STEP < earlier.length; tap += 2 * STEP) {
      int at = begin + tap;
      a += sumStep(inputs, at, earlier, tap) + sumStep(inputs, at + STEP, earlier, tap + STEP);
      b += sumStep(inputs, at, later, tap) + sumStep(inputs, at + STEP, later, tap + STEP);
    }
    if (tap < earlier.length) {
      a += sumStep(inputs, begin + tap, earlier, tap);
      b += sumStep(inputs, begin + tap, later, tap);
    }
    return a + fraction * (b - a);
  }

  private static float sumStep(float[] inputs, int at, float[] taps, int tap) {
    float a0 = taps[tap] * inputs[at] + taps[tap + 1] * inputs[at + 1];
    float a1 = taps[tap + 2] * inputs[at + 2] + taps[tap + 3] * inputs[at + 3];
    float a2 = taps[tap + 4] * inputs[at + 4] + taps[tap + 5] * inputs[at + 5];
    float a3 = taps[tap + 6] * inputs[at + 6] + taps[tap + 7] * inputs[at + 7];
    return (a0 + a1) + (a2 + a3);
  }
}
