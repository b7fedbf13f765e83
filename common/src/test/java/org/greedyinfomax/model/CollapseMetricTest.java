package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class CollapseMetricTest {

  @ParameterizedTest
  @EnumSource(Precision.class)
  void measuresTheShareOfVarianceInTheMeanSquare(Precision precision) {
    try (Bench bench = new Bench(precision)) {
      assertThat(spread(bench, 3, 4, 3, 4)).as("all equal").isCloseTo(0, within(1e-6));
      assertThat(spread(bench, 3, 4, -3, -4)).as("opposite").isEqualTo(1);
      assertThat(spread(bench, 1, 0, 3, 0))
          .as("mean 2, mean square 5")
          .isCloseTo(0.2, within(1e-6));
      assertThat(spread(bench, 0, 0, 0, 0)).as("all zero").isZero();
    }
  }

  private static double spread(Bench bench, double... twoVectors) {
    return CollapseMetric.of(bench.engine(), bench.of(twoVectors, 1, 2, 2), bench.arena());
  }
}
