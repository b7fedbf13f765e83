package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.function.DoubleSupplier;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class MeanPoolingTest {

  private final Bench bench;
  private final MeanPooling layer;

  MeanPoolingTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
    layer = new MeanPooling(bench.engine());
  }

  @AfterEach
  void release() {
    bench.close();
  }

  @Test
  void computesAnExampleByHand() {
    Tensor x = bench.of(new double[] {1, 10, 3, 30, 5, -10, 7, -30}, 2, 1, 2, 2);

    Tensor y = layer.forward(x, bench.arena()).output();

    assertThat(y.shape()).containsExactly(2, 2);
    assertThat(bench.read(y)).containsExactly(2, 20, 6, -20);
  }

  @Test
  void givesEveryPositionItsShareOfTheGradient() {
    Pass pass = layer.forward(bench.random(1, 2, 2, 2), bench.arena());

    Tensor dx = pass.backward(bench.of(new double[] {4, 8}, 1, 2));

    assertThat(bench.read(dx)).containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
  }

  @Test
  void leavesItsInputAsItIsUnlessItIsToTakeItsPlace() {
    Tensor x = bench.of(new double[] {1, 2, 3, 4}, 1, 2, 2, 1);
    Tensor dy = bench.of(new double[] {4}, 1, 1);

    layer.forward(x, bench.arena()).backward(dy);
    assertThat(bench.read(x)).containsExactly(1, 2, 3, 4);

    Tensor dx = MeanPooling.inPlace(bench.engine()).forward(x, bench.arena()).backward(dy);
    assertThat(bench.read(dx)).containsExactly(1, 1, 1, 1);
    assertThat(bench.read(x)).containsExactly(1, 1, 1, 1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "3, 1, 1, 4", "2, 3, 5, 4", "2, 4, 2, 1"})
  void gradientMatchesFiniteDifferences(int images, int rows, int columns, int channels) {
    Tensor x = bench.random(images, rows, columns, channels);
    Tensor dy = bench.random(images, channels);
    Pass pass = layer.forward(x, bench.arena());
    pass.backwardToParameters(dy); // has none to go to
    Tensor dx = pass.backward(dy);
    DoubleSupplier loss =
        () -> {
          try (Arena.Frame frame = bench.arena().frame()) {
            return bench.dot(dy, layer.forward(x, bench.arena()).output());
          }
        };
    assertGradient("x", bench.engine(), x, dx, loss);
  }

  @Test
  void refusesWhatIsNoImage() {
    assertThatThrownBy(() -> layer.forward(bench.random(2, 3, 4), bench.arena()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mean pooling input must have shape [*, *, *, *], but has [2, 3, 4]");
  }
}
