package org.greedyinfomax.tensor.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Against the exponential function in double precision. */
final class ExponentialTest {

  @Test
  void isRightToTwoUnitsInTheLastPlace() {
    float[] x = new float[17_501];
    for (int i = 0; i < x.length; i++) {
      x[i] = -87 + i * 0.01f;
    }
    float[] powers = x.clone();

    new Exponential(x.length).of(powers, x.length);

    for (int i = 0; i < x.length; i++) {
      double exact = Math.exp(x[i]);
      assertThat(Math.abs(powers[i] - exact))
          .as("e^%s", x[i])
          .isLessThanOrEqualTo(2.0 * Math.ulp((float) exact));
    }
  }

  @Test
  void bringsWhatIsOutOfRangeToItsEnd() {
    float[] x = {-1000, Float.NEGATIVE_INFINITY, 0, 1000, Float.POSITIVE_INFINITY, Float.NaN, 3};

    new Exponential(x.length).of(x, 6);

    assertThat(x[0]).isEqualTo(x[1]).isBetween(0f, 1e-37f);
    assertThat(x[2]).isEqualTo(1);
    assertThat(x[3]).isEqualTo(x[4]).isBetween(1e38f, Float.MAX_VALUE);
    assertThat(x[5]).isNaN();
    assertThat(x[6]).as("beyond the size").isEqualTo(3);
  }
}
