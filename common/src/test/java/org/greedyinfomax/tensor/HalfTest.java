package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HalfTest {

  private static final int INFINITY = 0x7c00;

  /** Values of the examples in IEEE 754. */
  @ParameterizedTest
  @CsvSource({
    "0x0000, 0",
    "0x8000, -0.0",
    "0x0001, 5.960464477539063e-8",
    "0x03ff, 6.097555160522461e-5",
    "0x0400, 6.103515625e-5",
    "0x3555, 0.333251953125",
    "0x3c00, 1",
    "0xc000, -2",
    "0x7bff, 65504",
    "0x7c00, Infinity",
    "0xfc00, -Infinity",
    "0x7e00, NaN"
  })
  void knowsTheNumbersOfTheStandard(String bits, float number) {
    short half = (short) (int) Integer.decode(bits);

    assertThat(Half.number(half)).isEqualTo(Float.valueOf(number)); // NaN, too
    assertThat(Half.bits(number)).isEqualTo(half);
  }

  @Test
  void turnsEveryNumberIntoAFloatAndBack() {
    for (int half = 0; half < 1 << 16; half++) {
      float number = Half.number((short) half);
      if (!Float.isNaN(number)) {
        assertThat(Half.bits(number)).isEqualTo((short) half);
      }
    }
  }

  /** Between each number and the next: below the middle, above it, and the middle itself. */
  @Test
  void roundsToTheNearestAndTiesToEven() {
    for (int half = 0; half < INFINITY; half++) {
      float low = Half.number((short) half);
      double high = half + 1 < INFINITY ? Half.number((short) (half + 1)) : 65536;
      float middle = (float) ((low + high) / 2); // exact: a float has bits to spare
      short even = (short) (half % 2 == 0 ? half : half + 1);

      assertThat(Half.bits(middle)).isEqualTo(even);
      assertThat(Half.bits(Math.nextDown(middle))).isEqualTo((short) half);
      assertThat(Half.bits(Math.nextUp(middle))).isEqualTo((short) (half + 1));
      assertThat(Half.bits(-middle)).isEqualTo((short) (even | 0x8000));
    }
  }

  @Test
  void isNeverFartherThanHalfAStep() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      float x = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(30) - 20));
      double step = Math.max(0x1p-24, Math.pow(2, Math.getExponent(x) - 10));

      assertThat(Math.abs((double) Half.number(Half.bits(x)) - x)).isLessThanOrEqualTo(step / 2);
    }
  }

  @Test
  void isInfiniteBeyondItsRange() {
    assertThat(Half.number(Half.bits(65519.99f))).isEqualTo(65504);
    assertThat(Half.number(Half.bits(65520))).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Half.number(Half.bits(-1e30f))).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void roundsInOneGoAsThroughTheBits() {
    for (int half = 0; half < INFINITY; half++) {
      float low = Half.number((short) half);
      float next = Half.number((short) (half + 1));
      float middle = next == Float.POSITIVE_INFINITY ? 65520 : (low + next) / 2;
      for (float x : new float[] {low, middle, Math.nextDown(middle), Math.nextUp(middle)}) {
        assertThat(Half.rounded(x)).isEqualTo(Half.number(Half.bits(x)));
        assertThat(Half.rounded(-x)).isEqualTo(Half.number(Half.bits(-x)));
      }
    }
    for (int exponent = 15; exponent <= 128; exponent++) {
      float x = (float) Math.scalb(1.0, exponent) * 1.75f; // the last are infinite
      assertThat(Half.rounded(x)).isEqualTo(Half.number(Half.bits(x)));
      assertThat(Half.rounded(-x)).isEqualTo(Half.number(Half.bits(-x)));
    }
    assertThat(Half.rounded(Float.NaN)).isNaN();
  }
}
