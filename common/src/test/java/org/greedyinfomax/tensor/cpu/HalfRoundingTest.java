package org.greedyinfomax.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.greedyinfomax.tensor.Half;
import org.junit.jupiter.api.Test;

final class HalfRoundingTest {

  private static final int INFINITY = 0x7c00;

  @Test
  void roundsManyAtOnceAsOneByOne() {
    int size = 4 * INFINITY;
    HalfRounding rounding = new HalfRounding(2 * size);
    float[] numbers = new float[2 * size];
    for (int half = 0; half < INFINITY - 1; half++) {
      float low = Half.number((short) half);
      float middle = (low + Half.number((short) (half + 1))) / 2;
      float[] near = {low, middle, Math.nextDown(middle), Math.nextUp(middle)};
      for (int i = 0; i < near.length; i++) {
        numbers[4 * half + i] = near[i];
        numbers[size + 4 * half + i] = -near[i];
      }
    }

    assertThat(round(rounding, numbers)).isTrue();

    numbers[5] = -65520;
    numbers[6] = Float.NaN;
    numbers[7] = Float.MAX_VALUE;
    assertThat(round(rounding, numbers)).isFalse();
  }

  private static boolean round(HalfRounding rounding, float[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      rounding.numbers()[i] = Float.floatToRawIntBits(numbers[i]);
    }
    boolean fits = rounding.round(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      float found = Float.intBitsToFloat(rounding.numbers()[i]);
      if (Float.compare(found, Half.rounded(numbers[i])) != 0) {
        throw new AssertionError("%s is rounded to %s".formatted(numbers[i], found));
      }
    }
    return fits;
  }
}
