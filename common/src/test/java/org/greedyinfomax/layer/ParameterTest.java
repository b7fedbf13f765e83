package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.Test;

final class ParameterTest {

  @Test
  void hasAGradientUnlessItIsFrozen() {
    try (Bench bench = new Bench(Precision.SINGLE)) {
      Tensor value = bench.random(2, 3);
      Tensor gradient = bench.random(2, 3);

      assertThat(new Parameter(value, gradient).gradient()).isSameAs(gradient);
      assertThat(Parameter.frozen(value).value()).isSameAs(value);
      assertThatThrownBy(() -> Parameter.frozen(value).gradient())
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("a frozen parameter has no gradient");
    }
  }

  @Test
  void takesAnotherShapeWithItsGradient() {
    try (Bench bench = new Bench(Precision.SINGLE)) {
      Parameter flat =
          new Parameter(bench.random(2, 3), bench.random(2, 3)).reshaped(shape -> shape.reshape(6));

      assertThat(flat.value().shape()).containsExactly(6);
      assertThat(flat.gradient().shape()).containsExactly(6);
      assertThat(
              Parameter.frozen(bench.random(2, 3))
                  .reshaped(shape -> shape.reshape(6))
                  .value()
                  .shape())
          .containsExactly(6);
    }
  }
}
