package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The gate of a PixelCNN; those of a GRU are in GruTest. */
@ParameterizedClass
@EnumSource(EveryEngine.class)
final class GatesTest {

  private final Bench bench;

  GatesTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  /** {@code tanh(ln 2) = 3/5}, {@code σ(ln 3) = 3/4}, {@code σ(0) = 1/2}. */
  @Test
  void computesAnExampleByHand() {
    Tensor gates = bench.of(new double[] {Math.log(2), -Math.log(2), Math.log(3), 0}, 1, 4);
    Tensor y = bench.zeros(1, 2);

    bench.engine().gate(gates.matrix(), y.matrix());

    assertThat(bench.read(y)).containsExactly(new double[] {0.45, -0.3}, within(1e-15));
    assertThat(bench.read(gates))
        .containsExactly(new double[] {0.6, -0.6, 0.75, 0.5}, within(1e-15));
  }

  @Test
  void gradientMatchesFiniteDifferences() {
    Tensor x = bench.random(5, 6);
    Tensor dy = bench.random(5, 3);
    Tensor gates = bench.of(bench.read(x), 5, 6);
    Tensor y = bench.zeros(5, 3);
    bench.engine().gate(gates.matrix(), y.matrix());

    bench.engine().gateGradient(gates.matrix(), dy.matrix());

    assertGradient(
        "x",
        bench.engine(),
        x,
        gates,
        () -> {
          try (Arena.Frame frame = bench.arena().frame()) {
            Tensor again = bench.of(bench.read(x), 5, 6);
            bench.engine().gate(again.matrix(), y.matrix());
            return bench.dot(dy, y);
          }
        });
  }

  @Test
  void refusesGatesOfAnotherWidth() {
    Matrix x = bench.zeros(2, 6).matrix();
    Matrix y = bench.zeros(2, 4).matrix();

    assertThatThrownBy(() -> bench.engine().gate(x, y))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "gates of [2, 4] must have as many rows and twice as many columns, but are [2, 6]");
  }
}
