package org.greedyinfomax.tensor.cpu;

/**
 * {@code eˣ} in single precision for many numbers at once, to two units in the last place, in loops
 * that the JIT compiler can run on several numbers at a time.
 *
 * <p>{@code x = k·log 2 + r} with a whole {@code k} and {@code |r| ≤ log 2 / 2}; a polynomial gives
 * {@code eʳ}, and {@code k} becomes the exponent.
 *
 * @see <a href="https://www.netlib.org/cephes/">Moshier: Cephes, expf</a> for the coefficients
 */
final class Exponential {

  private static final float PER_LOG_2 = 1.442695f;
  private static final float LOG_2_HIGH = 0x1.63p-1f; // few bits, so k times it is exact
  private static final float LOG_2_LOW = -2.1219444e-4f;
  private static final float LEAST = -87; // e^-87 is a normal number
  private static final float MOST = 88;

  /** Added to a number it leaves the nearest whole one in the lowest bits. */
  private static final float TO_WHOLE = 0x1.8p23f;

  private final float[] whole;
  private final int[] bits;
  private final BitCast cast;

  /** Makes room for that many numbers. */
  Exponential(int size) {
    whole = new float[size];
    bits = new int[size];
    cast = new BitCast(size);
  }

  /** {@code x[i] = e^x[i]} for the first numbers; what is out of range is brought to its end. */
  void of(float[] x, int size) {
    for (int i = 0; i < size; i++) {
      x[i] = Math.min(MOST, Math.max(LEAST, x[i]));
    }
    for (int i = 0; i < size; i++) {
      whole[i] = x[i] * PER_LOG_2 + TO_WHOLE;
    }
    cast.toBits(whole, bits, size);
    for (int i = 0; i < size; i++) {
      bits[i] = (bits[i] << 23) + (127 << 23);
    }
    for (int i = 0; i < size; i++) {
      float k = whole[i] - TO_WHOLE;
      x[i] = x[i] - k * LOG_2_HIGH - k * LOG_2_LOW;
    }
    cast.toFloats(bits, whole, size); // powers of two from here on
    for (int i = 0; i < size; i++) {
      float r = x[i];
      float p = 1.9875691e-4f;
      p = p * r + 1.3981999e-3f;
      p = p * r + 8.333452e-3f;
      p = p * r + 4.1665796e-2f;
      p = p * r + 1.6666666e-1f;
      p = p * r + 0.5f;
      x[i] = (p * r * r + r + 1) * whole[i];
    }
  }
}
