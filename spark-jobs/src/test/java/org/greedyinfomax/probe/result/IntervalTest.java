package org.greedyinfomax.probe.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class IntervalTest {

  /** Brown, Cai, DasGupta, Interval Estimation for a Binomial Proportion, give such limits. */
  @Test
  void liesAroundTheShare() {
    Interval half = Interval.of(0.5, 100);

    assertThat(half.low()).isCloseTo(0.4038, within(1e-4));
    assertThat(half.high()).isCloseTo(0.5962, within(1e-4));
  }

  @Test
  void leavesRoomWhereAllOrNothingWasRight() {
    assertThat(Interval.of(0, 10).low()).isZero();
    assertThat(Interval.of(0, 10).high()).isCloseTo(0.2775, within(1e-4));
    assertThat(Interval.of(1, 10).low()).isCloseTo(0.7225, within(1e-4));
    assertThat(Interval.of(1, 10).high()).isEqualTo(1);
  }

  @Test
  void isNothingWhereNothingWasMeasured() {
    assertThat(Interval.of(Double.NaN, 10)).isEqualTo(Interval.NONE);
  }
}
