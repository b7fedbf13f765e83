package org.greedyinfomax.tensor;

/**
 * Conversion to and from half precision (binary16 of IEEE 754): a sign, five bits of exponent, ten
 * of fraction. Java has them since 20.
 */
public final class Half {

  /** The largest finite number. */
  public static final float LARGEST = 65504;

  private static final int INFINITY = 0x7c00;
  private static final int NAN = 0x7e00;
  private static final int FRACTION_BITS = 13; // that single precision has more
  private static final float BIAS = 0x1p112f; // 2^(127 - 15), between the exponents
  private static final int FLOAT_INFINITY = 0x7f800000;
  private static final int EXPONENT = 0xff << 23; // of a float
  private static final int LEAST_EXPONENT = (127 - 14) << 23; // of 2^-14, the least normal number
  private static final int BEYOND = (127 + 16) << 23; // of 2^16
  private static final int TO_ROUND = 15 << 23; // times 2^15

  private Half() {}

  /**
   * Returns the bits of the nearest number; of two as near the even one. Beyond the range:
   * infinity.
   *
   * <p>There are no branches, for what crosses borders is zero about as often as not. Four times
   * the number is added to 2^15 times the power of two below the number (or 2^-14, if that is
   * larger). So the addition rounds to the bits that are kept, carries into the exponent, and
   * leaves an exponent whose lower five bits are one less than those that are wanted: the one comes
   * from the number's leading bit, which lies above the ten of the fraction. What is beyond the
   * range has become infinite before, by a multiplication.
   */
  public static short bits(float x) {
    int bits = Float.floatToRawIntBits(x);
    int magnitude = bits & 0x7fffffff;
    float fourfold = Float.intBitsToFloat(magnitude) * BIAS * (4 / BIAS);
    int power = Math.max(magnitude & EXPONENT, LEAST_EXPONENT) + TO_ROUND;
    int rounded = Float.floatToRawIntBits(Float.intBitsToFloat(power) + fourfold);
    int kept = ((rounded >>> FRACTION_BITS) & INFINITY) + (rounded & 0xfff);
    return (short) (((bits >>> 16) & 0x8000) | (magnitude > FLOAT_INFINITY ? NAN : kept));
  }

  /** Returns the nearest number of half precision, as {@link #bits} finds it. */
  public static float rounded(float x) {
    float magnitude = Math.abs(x);
    // The addition rounds, see above, and is undone.
    float power = Float.intBitsToFloat(powerToRound(Float.floatToRawIntBits(magnitude)));
    float rounded = (power + 4 * magnitude - power) * 0.25f;
    return Math.copySign(rounded > LARGEST ? Float.POSITIVE_INFINITY : rounded, x);
  }

  /**
   * Returns the bits of the power of two that rounds four times a number when it is added to it and
   * subtracted again, see {@link #bits}: for engines that round many numbers at once. Numbers far
   * beyond the range of half precision are left as they are.
   *
   * @param magnitude bits of the number without its sign
   */
  public static int powerToRound(int magnitude) {
    return Math.min(Math.max(magnitude & EXPONENT, LEAST_EXPONENT), BEYOND) + TO_ROUND;
  }

  /** Returns the number that the bits stand for, which a float holds exactly. */
  public static float number(short half) {
    int sign = (half & 0x8000) << 16;
    int magnitude = half & 0x7fff;
    if (magnitude >= INFINITY) {
      return Float.intBitsToFloat(sign | FLOAT_INFINITY | (magnitude << FRACTION_BITS));
    }
    return Float.intBitsToFloat(sign | (magnitude << FRACTION_BITS)) * BIAS;
  }
}
