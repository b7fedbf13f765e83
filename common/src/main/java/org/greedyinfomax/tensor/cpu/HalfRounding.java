package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.tensor.Half;

/**
 * {@link Half#rounded} for many numbers at once: the same arithmetic, in loops that the JIT
 * compiler can run on several numbers at a time.
 */
final class HalfRounding {

  /** Bits of the least number that is rounded to infinity: half way from the largest on. */
  private static final int TOO_LARGE = Float.floatToRawIntBits(65520);

  private static final int SIGN = 0x80000000;

  private final int[] numbers;
  private final int[] magnitudes;
  private final float[] powers;
  private final float[] rounded;
  private final BitCast cast;

  /** Makes room for that many numbers. */
  HalfRounding(int size) {
    numbers = new int[size];
    magnitudes = new int[size];
    powers = new float[size];
    rounded = new float[size];
    cast = new BitCast(size);
  }

  /** Returns the numbers to round, as bits. */
  int[] numbers() {
    return numbers;
  }

  /**
   * Rounds the first numbers.
   *
   * @return false if one lies beyond the range, and is now infinite
   */
  boolean round(int size) {
    int tooLarge = 0;
    for (int k = 0; k < size; k++) {
      magnitudes[k] = numbers[k] & ~SIGN;
    }
    for (int k = 0; k < size; k++) {
      tooLarge += (TOO_LARGE - 1 - magnitudes[k]) >>> 31;
    }
    if (tooLarge > 0) {
      return roundOneByOne(size);
    }
    cast.toFloats(magnitudes, rounded, size);
    for (int k = 0; k < size; k++) {
      magnitudes[k] = Half.powerToRound(magnitudes[k]);
    }
    cast.toFloats(magnitudes, powers, size);
    for (int k = 0; k < size; k++) {
      rounded[k] = (powers[k] + 4 * rounded[k] - powers[k]) * 0.25f;
    }
    cast.toBits(rounded, magnitudes, size);
    for (int k = 0; k < size; k++) {
      numbers[k] = magnitudes[k] | (numbers[k] & SIGN);
    }
    return true;
  }

  private boolean roundOneByOne(int size) {
    boolean fits = true;
    for (int k = 0; k < size; k++) {
      float one = Half.rounded(Float.intBitsToFloat(numbers[k]));
      fits &= Math.abs(one) != Float.POSITIVE_INFINITY;
      numbers[k] = Float.floatToRawIntBits(one);
    }
    return fits;
  }
}
