package org.greedyinfomax.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class AdamTest {

  private static final AdamSettings SETTINGS = new AdamSettings(2e-4, 0.9, 0.999, 1e-8);

  private final EveryEngine engines;

  AdamTest(EveryEngine engines) {
    this.engines = engines;
  }

  /** The first step is {@code −α·g / (|g| + ε)}: as long as the learning rate, if g is not tiny. */
  @Test
  void firstGoesTheLearningRateAgainstTheGradient() {
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      double[] g = {3, -0.01, 1e-8, 0};
      Tensor value = bench.zeros(4);

      new Adam(bench.engine(), SETTINGS)
          .step(1, bench.of(g, 4), bench.zeros(4), bench.zeros(4), value);

      double[] expected = {-2e-4, 2e-4, -1e-4, 0};
      double[] found = bench.read(value);
      for (int i = 0; i < g.length; i++) {
        assertThat(found[i]).isCloseTo(-2e-4 * g[i] / (Math.abs(g[i]) + 1e-8), within(1e-15));
        assertThat(found[i]).isCloseTo(expected[i], within(1e-9));
      }
    }
  }

  @Test
  void thenFollowsTheCorrectedMoments() {
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      Adam adam = new Adam(bench.engine(), SETTINGS);
      Tensor value = bench.of(new double[] {0.5}, 1);
      Tensor first = bench.zeros(1);
      Tensor second = bench.zeros(1);
      double x = 0.5;
      double m = 0;
      double v = 0;
      for (int t = 1; t <= 50; t++) {
        double g = Math.sin(t) + 0.3;
        m = 0.9 * m + 0.1 * g;
        v = 0.999 * v + 0.001 * g * g;
        double meanCorrected = m / (1 - Math.pow(0.9, t));
        double squareCorrected = v / (1 - Math.pow(0.999, t));
        x -= 2e-4 * meanCorrected / (Math.sqrt(squareCorrected) + 1e-8);

        adam.step(t, bench.of(new double[] {g}, 1), first, second, value);

        assertThat(bench.read(value)[0]).as("step %d", t).isCloseTo(x, within(1e-14));
      }
    }
  }
}
