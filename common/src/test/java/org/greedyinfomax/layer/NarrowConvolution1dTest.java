package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
final class NarrowConvolution1dTest {

  private final Bench bench;

  NarrowConvolution1dTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  @ParameterizedTest(name = "kernel {3} stride {4} padding {5}: [{0}, {1}, {2}] to {6} channels")
  @CsvSource({
    "1,    1, 1, 1, 1, 0,   1", // nothing but a product
    "2,   12, 3, 4, 2, 0,   2", // kernel = 2·stride
    "3,    9, 2, 5, 2, 0,   4", // kernel not a multiple of the stride
    "2,   11, 2, 5, 3, 4,   1", // padding as large as it may be
    "2,   13, 2, 4, 2, 1,   2", // the last sample is unused
    "2,   17, 1, 10, 5, 2,  3", // the first layer of the paper
    "2,    3, 2, 8, 4, 3,   2", // the kernel is wider than the input
    "2, 3007, 1, 10, 5, 2, 512" // more outputs than are computed at a time
  })
  void givesWhatAConvolutionGives(
      int batch, int time, int in, int kernel, int stride, int padding, int out) {
    Parameter weight = parameter(kernel, in, out);
    Parameter bias = parameter(out);
    Parameter otherWeight = new Parameter(weight.value(), bench.zeros(kernel, in, out));
    Parameter otherBias = new Parameter(bias.value(), bench.zeros(out));
    Tensor x = bench.random(batch, time, in);

    Pass pass =
        new NarrowConvolution1d(bench.engine(), stride, padding, weight, bias)
            .forward(x, bench.arena());
    Pass other =
        new Convolution1d(bench.engine(), stride, padding, otherWeight, otherBias)
            .forward(x, bench.arena());

    assertThat(pass.output().shape()).isEqualTo(other.output().shape());
    assertClose(pass.output(), other.output());
    Tensor dy = bench.random(other.output().shape());
    assertClose(pass.backward(copy(dy)), other.backward(copy(dy)));
    assertClose(weight.gradient(), otherWeight.gradient());
    assertClose(bias.gradient(), otherBias.gradient());
  }

  @Test
  void gradientMatchesFiniteDifferences() {
    Parameter weight = parameter(4, 2, 3);
    Parameter bias = parameter(3);
    Layer layer = new NarrowConvolution1d(bench.engine(), 2, 1, weight, bias);
    Tensor x = bench.random(2, 9, 2);
    Tensor dy = bench.random(2, 4, 3);
    Tensor dx = layer.forward(x, bench.arena()).backward(copy(dy));
    LayerGradients.assertDerivatives(bench, layer, x, dy, dx, weight, bias);
  }

  @Test
  void suitsTheFirstLayerOfThePaperAndNoOther() {
    assertThat(NarrowConvolution1d.suits(bench.zeros(10, 1, 512))).isTrue();
    assertThat(NarrowConvolution1d.suits(bench.zeros(8, 512, 512))).isFalse();
  }

  @Test
  void refusesWhatDoesNotFit() {
    Parameter weight = parameter(4, 2, 3);
    Layer layer = new NarrowConvolution1d(bench.engine(), 2, 0, weight, parameter(3));

    assertThatThrownBy(() -> new NarrowConvolution1d(bench.engine(), 2, 0, weight, parameter(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("convolution bias must have shape [3], but has [4]");
    assertThatThrownBy(() -> layer.forward(bench.random(1, 9, 3), bench.arena()))
        .hasMessage("convolution input must have shape [*, *, 2], but has [1, 9, 3]");
    assertThatThrownBy(() -> layer.forward(bench.random(1, 3, 2), bench.arena()))
        .hasMessage("a kernel of 4 frames does not fit an input of 3 frames");
  }

  private void assertClose(Tensor found, Tensor expected) {
    double[] numbers = bench.read(found);
    double[] others = bench.read(expected);
    double farthest = 0;
    for (int i = 0; i < others.length; i++) {
      farthest = Math.max(farthest, Math.abs(numbers[i] - others[i]));
    }
    assertThat(numbers).hasSameSizeAs(others);
    assertThat(farthest).isCloseTo(0, within(1e-12));
  }

  private Parameter parameter(int... shape) {
    return new Parameter(bench.random(shape), bench.zeros(shape));
  }

  private Tensor copy(Tensor x) {
    return bench.of(bench.read(x), x.shape());
  }
}
