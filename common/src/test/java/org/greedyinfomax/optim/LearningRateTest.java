package org.greedyinfomax.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LearningRateTest {

  @Test
  void staysAsItIs() {
    LearningRate rate = LearningRate.constant(2e-4);

    assertThat(IntStream.of(1, 2, 1_000_000).mapToDouble(rate::at)).containsOnly(2e-4);
  }

  @Test
  void growsInEqualAmountsAndStaysThere() {
    LearningRate rate = new LearningRate(0.5, RateSchedule.CONSTANT, 4, 10);

    assertThat(IntStream.rangeClosed(1, 10).mapToDouble(rate::at))
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-15 ? 0 : Double.compare(a, b))
        .containsExactly(0.1, 0.2, 0.3, 0.4, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5);
  }

  @Test
  void fallsAlongHalfAWaveOfTheCosine() {
    LearningRate rate = new LearningRate(0.5, RateSchedule.COSINE, 0, 8);

    assertThat(rate.at(1)).isEqualTo(0.5);
    assertThat(rate.at(3)).isCloseTo(0.25 * (1 + Math.sqrt(0.5)), within(1e-15));
    assertThat(rate.at(5)).isCloseTo(0.25, within(1e-15));
    assertThat(rate.at(8)).isCloseTo(0.25 * (1 - Math.cos(Math.PI / 8)), within(1e-15));
    assertThat(rate.at(9)).isZero();
  }

  @Test
  void fallsWhenItHasGrown() {
    LearningRate rate = new LearningRate(0.5, RateSchedule.COSINE, 4, 8);

    assertThat(rate.at(2)).isCloseTo(0.2, within(1e-15));
    assertThat(rate.at(5)).isEqualTo(0.5);
    assertThat(rate.at(7)).isCloseTo(0.25, within(1e-15));
  }

  @Test
  void namesTheNumberThatIsOutOfRange() {
    assertThatThrownBy(() -> new LearningRate(0.5, RateSchedule.COSINE, -1, 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("warmupSteps must be at least 0, but is -1");
    assertThatThrownBy(() -> new LearningRate(0.5, RateSchedule.COSINE, 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps must be at least 1, but is 0");
  }
}
