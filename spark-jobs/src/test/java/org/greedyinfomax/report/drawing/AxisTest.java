package org.greedyinfomax.report.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class AxisTest {

  @Test
  void putsTicksAtRoundNumbers() {
    assertThat(Axis.between(0.62, 2.41, 6).ticks()).containsExactly(1.0, 1.5, 2.0);
    assertThat(Axis.between(0, 1_230_000, 6).ticks()).containsExactly(0.0, 500_000.0, 1_000_000.0);
  }

  @Test
  void widensToTheNextTicks() {
    Axis axis = Axis.between(0.62, 2.41, 6).widened();

    assertThat(axis).isEqualTo(new Axis(0.5, 2.5, 0.5));
    assertThat(axis.place(0.5)).isEqualTo(0);
    assertThat(axis.place(1.5)).isEqualTo(0.5);
  }

  @Test
  void hasALengthEvenForASingleValue() {
    assertThat(Axis.between(0, 0, 6).high()).isEqualTo(1);
    assertThat(Axis.between(3, 3, 6).high()).isEqualTo(6);
  }

  @Test
  void writesNoMoreDigitsThanTheStepHas() {
    assertThat(new Axis(0, 3, 0.5).text(1)).isEqualTo("1.0");
    assertThat(new Axis(0, 3, 0.02).text(0.1)).isEqualTo("0.10");
    assertThat(new Axis(0, 300, 50).text(150)).isEqualTo("150");
    assertThat(new Axis(0, 20_000, 5000).text(15_000)).isEqualTo("15k");
    assertThat(new Axis(0, 1_600_000, 500_000).text(1_500_000)).isEqualTo("1.5M");
    assertThat(new Axis(0, 1_600_000, 500_000).text(0)).isEqualTo("0");
  }

  @Test
  void countsInLargeUnitsOnlyWhenTheStepIsLarge() {
    assertThat(new Axis(86_310, 86_390, 20).text(86_340)).isEqualTo("86340");
    assertThat(new Axis(86_000, 86_900, 200).text(86_400)).isEqualTo("86.4k");
    assertThat(new Axis(1_500_000, 1_501_000, 200).text(1_500_200)).isEqualTo("1500.2k");
  }
}
