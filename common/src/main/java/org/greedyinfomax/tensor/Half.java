package org.greedyinfomax.tensor;

/**
 * Numbers of half precision (binary16 of IEEE 754): a sign, five bits of exponent, ten of fraction.
 * Java has them since 20.
 */
public final class Half {

  /** The largest finite number. */
  public static final float LARGEST = 65504;

  private static final int INFINITY = 0x7c00;
  private static final int NAN = 0x7e00;
  private static final int FRACTION_BITS = 13; // that single precision has more
  private static final int BIAS = (127 - 15) << 23; // between the exponents
  private static final int LEAST_NORMAL = (127 - 14) << 23; // 2^-14 as a float's bits
  private static final int BEYOND = (127 + 16) << 23; // 2^16 as a float's bits
  private static final int HALF_ONE = (127 - 1) << 23; // 0.5 as a float's bits
  private static final float LEAST = 0x1p-24f; // the smallest positive number

  private Half() {}

  /** The bits of the nearest number; of two as near the even one. Beyond the range: infinity. */
  public static short bits(float x) {
    int bits = Float.floatToRawIntBits(x);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude >= BEYOND) {
      return (short) (sign | (Float.isNaN(x) ? NAN : INFINITY));
    }
    if (magnitude < LEAST_NORMAL) {
      // Floats from 0.5 on are as far apart as these numbers are: the addition rounds.
      float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | (Float.floatToRawIntBits(shifted) - HALF_ONE));
    }
    int isOdd = (magnitude >>> FRACTION_BITS) & 1;
    int rounded = magnitude + (1 << (FRACTION_BITS - 1)) - 1 + isOdd;
    return (short) (sign | ((rounded - BIAS) >>> FRACTION_BITS));
  }

  /** The number that the bits stand for, which a float holds exactly. */
  public static float number(short half) {
    int sign = (half & 0x8000) << 16;
    int magnitude = half & 0x7fff;
    int bits;
    if (magnitude >= INFINITY) {
      bits = 0x7f800000 | (magnitude & 0x3ff) << FRACTION_BITS;
    } else if (magnitude < 0x400) {
      bits = Float.floatToRawIntBits(magnitude * LEAST);
    } else {
      bits = (magnitude << FRACTION_BITS) + BIAS;
    }
    return Float.intBitsToFloat(sign | bits);
  }
}
