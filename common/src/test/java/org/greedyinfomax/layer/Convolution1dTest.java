package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
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
final class Convolution1dTest {

  private final Bench bench;

  Convolution1dTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  @Test
  void computesAnExampleByHand() {
    Convolution1d layer =
        new Convolution1d(
            bench.engine(),
            2,
            1,
            new Parameter(bench.of(new double[] {1, 10, 100}, 3, 1, 1), bench.zeros(3, 1, 1)),
            new Parameter(bench.of(new double[] {-40}, 1), bench.zeros(1)));

    Tensor y =
        layer.forward(bench.of(new double[] {1, 2, 3, 4, 5}, 1, 5, 1), bench.arena()).output();

    assertThat(bench.read(y)).containsExactly(210 - 40, 432 - 40, 54 - 40);
  }

  /** Last columns: frames that come out, by the rule (time + 2·padding − kernel) / stride + 1. */
  @ParameterizedTest(name = "kernel {3} stride {4} padding {5}: [{0}, {1}, {2}] to {6} channels")
  @CsvSource({
    "1,  1, 1, 1, 1, 0, 1,  1", // nothing but a product
    "1,  4, 1, 4, 4, 0, 1,  1", // one row, one channel
    "2, 12, 3, 4, 4, 0, 2,  3", // kernel = stride
    "2, 12, 3, 4, 2, 0, 2,  5", // kernel = 2·stride
    "2, 12, 1, 4, 2, 2, 3,  7", // one channel in, padding
    "3,  9, 2, 5, 2, 0, 4,  3", // kernel not a multiple of the stride
    "2, 11, 2, 5, 3, 4, 1,  5", // padding as large as it may be
    "2, 13, 2, 4, 2, 1, 2,  6", // the last sample is unused
    "1, 19, 2, 6, 4, 0, 2,  4", // one sample is unused, without padding
    "2, 17, 1, 10, 5, 2, 3, 3", // the first layer of the paper
    "2,  3, 2, 8, 4, 3, 2,  1", // the kernel is wider than the input
    "1,  7, 2, 3, 1, 2, 2,  9" // every frame
  })
  void equalsTheDefinitionAndItsDerivative(
      int batch, int time, int in, int kernel, int stride, int padding, int out, int frames) {
    Parameter weight = parameter(kernel, in, out);
    Parameter bias = parameter(out);
    Convolution1d layer = new Convolution1d(bench.engine(), stride, padding, weight, bias);
    Tensor x = bench.random(batch, time, in);

    Tensor y = layer.forward(x, bench.arena()).output();
    assertThat(y.shape()).containsExactly(batch, frames, out);
    assertThat(bench.read(y))
        .containsExactly(naive(x, weight, bias, stride, padding, frames), within(1e-13));

    Tensor dy = bench.random(batch, frames, out);
    Tensor dx = layer.forward(x, bench.arena()).backward(copy(dy));
    LayerGradients.assertDerivatives(bench, layer, x, dy, dx, weight, bias);
  }

  @Test
  void addsToTheGradientsThatAreThere() {
    Parameter weight = parameter(4, 2, 3);
    Parameter bias = parameter(3);
    Convolution1d layer = new Convolution1d(bench.engine(), 2, 1, weight, bias);
    Tensor x = bench.random(2, 9, 2);
    Tensor dy = bench.random(2, 4, 3);

    layer.forward(x, bench.arena()).backwardToParameters(copy(dy));
    double[] once = bench.read(weight.gradient());
    layer.forward(x, bench.arena()).backward(copy(dy));

    double[] twice = new double[once.length];
    for (int i = 0; i < once.length; i++) {
      twice[i] = 2 * once[i];
    }
    assertThat(bench.read(weight.gradient())).containsExactly(twice, within(1e-13));
  }

  /** All weights and samples positive, so no ReLU hides a path. */
  @ParameterizedTest(name = "frame {0}")
  @CsvSource({"0, 0, 252", "1, 0, 412", "50, 7788, 8252", "127, 20108, 20472"})
  void fiveLayersOfThePaperSeeTwentyNineMilliseconds(int frame, int first, int last) {
    int[][] geometry = {{10, 5, 2}, {8, 4, 2}, {4, 2, 2}, {4, 2, 2}, {4, 2, 1}};
    int[] lengths = {4095, 1023, 512, 257, 128};
    Tensor x = bench.zeros(1, 20_480, 1);
    bench.engine().fill(x.matrix(), 1);
    Tensor y = x;
    List<Pass> passes = new ArrayList<>();
    for (int i = 0; i < geometry.length; i++) {
      Parameter weight =
          new Parameter(bench.zeros(geometry[i][0], 1, 1), bench.zeros(geometry[i][0], 1, 1));
      bench.engine().fill(weight.value().matrix(), 0.5);
      Parameter bias = new Parameter(bench.zeros(1), bench.zeros(1));
      passes.add(
          new Convolution1d(bench.engine(), geometry[i][1], geometry[i][2], weight, bias)
              .forward(y, bench.arena()));
      y = passes.get(i).output();
      assertThat(y.length(1)).isEqualTo(lengths[i]);
    }
    double[] one = new double[128];
    one[frame] = 1;
    Tensor gradient = bench.of(one, 1, 128, 1);
    for (int i = passes.size() - 1; i >= 0; i--) {
      gradient = passes.get(i).backward(gradient);
    }

    double[] gradients = bench.read(gradient);
    for (int i = 0; i < gradients.length; i++) {
      assertThat(gradients[i] != 0).as("sample %d is seen", i).isEqualTo(i >= first && i <= last);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Parameter weight = parameter(4, 2, 3);
    Convolution1d layer = new Convolution1d(bench.engine(), 2, 0, weight, parameter(3));

    assertThatThrownBy(() -> new Convolution1d(bench.engine(), 2, 0, weight, parameter(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("convolution bias must have shape [3], but has [4]");
    assertThatThrownBy(() -> layer.forward(bench.random(1, 9, 3), bench.arena()))
        .hasMessage("convolution input must have shape [*, *, 2], but has [1, 9, 3]");
    assertThatThrownBy(() -> layer.forward(bench.random(1, 3, 2), bench.arena()))
        .hasMessage("a kernel of 4 frames does not fit an input of 3 frames");
  }

  private Parameter parameter(int... shape) {
    return new Parameter(bench.random(shape), bench.zeros(shape));
  }

  private Tensor copy(Tensor x) {
    return bench.of(bench.read(x), x.shape());
  }

  private double[] naive(
      Tensor x, Parameter weight, Parameter bias, int stride, int padding, int frames) {
    double[] xs = bench.read(x);
    double[] ws = bench.read(weight.value());
    double[] bs = bench.read(bias.value());
    int time = x.length(1);
    int in = x.length(2);
    int out = bs.length;
    double[] y = new double[x.length(0) * frames * out];
    for (int i = 0; i < y.length; i++) {
      int o = i % out;
      int t = i / out % frames;
      int b = i / out / frames;
      double sum = bs[o];
      for (int j = 0; j < weight.value().length(0); j++) {
        int at = t * stride - padding + j;
        for (int c = 0; at >= 0 && at < time && c < in; c++) {
          sum += xs[(b * time + at) * in + c] * ws[(j * in + c) * out + o];
        }
      }
      y[i] = Math.max(0, sum);
    }
    return y;
  }
}
