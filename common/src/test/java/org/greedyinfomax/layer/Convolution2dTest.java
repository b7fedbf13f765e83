package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Kernel;
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
final class Convolution2dTest {

  private final EveryEngine engines;
  private final Bench bench;

  Convolution2dTest(EveryEngine engines) {
    this.engines = engines;
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  @Test
  void computesAnExampleByHand() {
    Convolution2d layer =
        new Convolution2d(
            bench.engine(),
            1,
            0,
            new Parameter(bench.of(new double[] {1, 10, 100, 1000}, 2, 2, 1, 1), bench.zeros(4)),
            new Parameter(bench.of(new double[] {-5000}, 1), bench.zeros(1)));
    Tensor x = bench.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 3, 1);

    Tensor y = layer.forward(x, bench.arena()).output();

    assertThat(y.shape()).containsExactly(1, 1, 2, 1);
    assertThat(bench.read(y)).containsExactly(5421 - 5000, 6532 - 5000);
  }

  /** Last columns: rows and columns that come out. */
  @ParameterizedTest(name = "kernel {4} stride {5} padding {6}: [{0}, {1}, {2}, {3}] to {7}")
  @CsvSource({
    "1, 1, 1, 1, 1, 1, 0, 1, 1, 1",
    "2, 3, 4, 3, 1, 1, 0, 2, 3, 4", // nothing but a product
    "2, 4, 3, 3, 1, 2, 0, 2, 2, 2",
    "1, 2, 3, 2, 1, 1, 1, 2, 4, 5", // the frame is bias alone
    "2, 3, 4, 2, 3, 1, 1, 2, 3, 4",
    "2, 5, 4, 2, 3, 2, 1, 3, 3, 2",
    "1, 5, 6, 3, 3, 2, 0, 2, 2, 2",
    "2, 3, 3, 1, 3, 1, 0, 3, 1, 1", // one window in an image
    "1, 1, 4, 2, 3, 1, 2, 1, 3, 6",
    "2, 5, 6, 1, 5, 1, 2, 3, 5, 6", // the first convolution of the paper
    "1, 6, 5, 2, 5, 2, 1, 2, 2, 2",
    "1, 7, 5, 1, 5, 2, 2, 1, 4, 3"
  })
  void equalsTheDefinitionAndItsDerivative(
      int images,
      int rows,
      int columns,
      int in,
      int kernel,
      int stride,
      int padding,
      int out,
      int down,
      int across) {
    Parameter weight = parameter(kernel, kernel, in, out);
    Parameter bias = parameter(out);
    Convolution2d layer = new Convolution2d(bench.engine(), stride, padding, weight, bias);
    Tensor x = bench.random(images, rows, columns, in);

    Tensor y = layer.forward(x, bench.arena()).output();
    assertThat(y.shape()).containsExactly(images, down, across, out);
    assertThat(bench.read(y))
        .containsExactly(naive(x, weight, bias, stride, padding, down, across), within(1e-13));

    Tensor dy = bench.random(images, down, across, out);
    Tensor dx = layer.forward(x, bench.arena()).backward(dy);
    LayerGradients.assertDerivatives(bench, layer, x, dy, dx, weight, bias);
  }

  @Test
  void isAProductOfEveryPositionIfTheKernelIsOne() {
    Parameter weight = parameter(1, 1, 5, 3);
    Tensor x = bench.random(2, 4, 3, 5);
    Tensor product = bench.zeros(2 * 4 * 3, 3);
    bench.engine().multiply(x.matrix(), weight.value().matrix(), product.matrix());

    assertThat(output(x, 1, 0, weight)).containsExactly(bench.read(product));
  }

  @Test
  void seesOnePositionIfOnlyTheCentreOfTheKernelIsSet() {
    Parameter one = parameter(1, 1, 5, 3);
    Parameter three = blank(3, 3, 5, 3);
    bench.engine().copy(one.value().matrix(), three.value().rows(4 * 15, 5, 3, 3));
    Tensor x = bench.random(2, 4, 3, 5);

    assertThat(output(x, 1, 1, three)).containsExactly(output(x, 1, 0, one), within(1e-14));
    assertThat(output(x, 2, 1, three)).containsExactly(output(x, 2, 0, one), within(1e-14));
  }

  @Test
  void shiftsAnImageIfOneWeightBesideTheCentreIsOne() {
    Parameter weight = blank(3, 3, 1, 1);
    bench.engine().fill(weight.value().rows(0 * 3 + 2, 1, 1, 1), 1); // above, to the right
    Tensor x = bench.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 3, 1);

    assertThat(output(x, 1, 1, weight)).containsExactly(0, 0, 0, 2, 3, 0);
  }

  @Test
  void seesEverySecondPositionWithStrideTwo() {
    Tensor x = bench.random(1, 5, 6, 2);
    for (int kernel : new int[] {1, 3}) {
      Parameter weight = parameter(kernel, kernel, 2, 1);
      double[] all = output(x, 1, kernel / 2, weight);

      assertThat(output(x, 2, kernel / 2, weight))
          .containsExactly(
              new double[] {
                all[0], all[2], all[4], all[12], all[14], all[16], all[24], all[26], all[28]
              },
              within(1e-14));
    }
  }

  /** What a PixelCNN is made of: three columns, of the line itself or of the one above, too. */
  @ParameterizedTest(name = "{0} rows seen, {1} of them above")
  @CsvSource({"1, 0", "2, 1"})
  void flatKernelsEqualSquareOnesThatAreZeroElsewhere(int seen, int above) {
    Parameter weight = parameter(seen, 3, 2, 5);
    Parameter bias = parameter(5);
    Parameter square = blank(3, 3, 2, 5);
    long first = (1 - above) * 3L * 2 * 5;
    bench
        .engine()
        .copy(weight.value().matrix(), square.value().slice(first, seen, 3, 2, 5).matrix());
    Tensor x = bench.random(2, 4, 3, 2);
    Tensor dy = bench.random(2, 4, 3, 5);
    Convolution2d flat =
        new Convolution2d(bench.engine(), new Kernel(seen, 3, 1, above, 0, 1), weight, bias);

    Pass pass = flat.forward(x, bench.arena());
    Pass expected = new Convolution2d(bench.engine(), 1, 1, square, bias).forward(x, bench.arena());
    Tensor dx = pass.backward(dy);

    assertThat(bench.read(pass.output()))
        .containsExactly(bench.read(expected.output()), within(1e-14));
    assertThat(bench.read(dx)).containsExactly(bench.read(expected.backward(dy)), within(1e-14));
    assertThat(bench.read(weight.gradient()))
        .containsExactly(bench.read(square.gradient().slice(first, seen, 3, 2, 5)), within(1e-14));
  }

  @Test
  void neitherReadsMaskedRowsNorGivesThemAGradient() {
    Kernel upper = new Kernel(2, 3, 1, 1, 0, 1);
    Parameter weight = parameter(3, 3, 2, 5);
    Tensor masked = weight.value().slice(2L * 3 * 2 * 5, 3, 2, 5);
    Convolution2d layer = new Convolution2d(bench.engine(), upper, weight, parameter(5));
    Tensor x = bench.random(2, 4, 3, 2);
    Tensor dy = bench.random(2, 4, 3, 5);
    Pass pass = layer.forward(x, bench.arena());
    double[] dx = bench.read(pass.backward(dy));

    bench.engine().fill(masked.matrix(), Double.NaN);
    Pass other = layer.forward(x, bench.arena());

    assertThat(bench.read(other.output())).isEqualTo(bench.read(pass.output()));
    assertThat(bench.read(other.backward(dy))).isEqualTo(dx);
    assertThat(bench.read(weight.gradient().slice(2L * 3 * 2 * 5, 3, 2, 5))).containsOnly(0);
  }

  @Test
  void derivativesOfFlatKernelsMatchFiniteDifferences() {
    Parameter weight = parameter(3, 3, 2, 3);
    Parameter bias = parameter(3);
    Convolution2d layer =
        new Convolution2d(bench.engine(), new Kernel(2, 3, 1, 1, 0, 1), weight, bias);
    Tensor x = bench.random(2, 3, 4, 2);
    Tensor dy = bench.random(2, 3, 4, 3);

    Tensor dx = layer.forward(x, bench.arena()).backward(dy);

    LayerGradients.assertDerivatives(bench, layer, x, dy, dx, weight, bias);
  }

  /** Whole numbers, whose sums are exact: 550 windows of 576 numbers are more than one block. */
  @ParameterizedTest(name = "stride {0}")
  @CsvSource({"1, 5, 10, 11", "2, 5, 20, 22"})
  void givesForManyImagesWhatItGivesForEach(int stride, int images, int rows, int columns) {
    Parameter weight = new Parameter(whole(3, 3, 64, 4), bench.zeros(3, 3, 64, 4));
    Parameter bias = new Parameter(whole(4), bench.zeros(4));
    Convolution2d layer = new Convolution2d(bench.engine(), stride, 1, weight, bias);
    Tensor x = whole(images, rows, columns, 64);
    Pass pass = layer.forward(x, bench.arena());
    int[] shape = pass.output().shape();
    Tensor dy = whole(shape);
    Tensor dx = pass.backward(dy);
    double[] dWeight = bench.read(weight.gradient());
    double[] dBias = bench.read(bias.gradient());

    bench.engine().fill(weight.gradient().matrix(), 0);
    bench.engine().fill(bias.gradient().matrix(), 0);
    for (int i = 0; i < images; i++) {
      Pass one = layer.forward(image(x, i), bench.arena());
      assertThat(bench.read(one.output())).isEqualTo(bench.read(image(pass.output(), i)));
      assertThat(bench.read(one.backward(image(dy, i)))).isEqualTo(bench.read(image(dx, i)));
    }
    assertThat(bench.read(weight.gradient())).isEqualTo(dWeight);
    assertThat(bench.read(bias.gradient())).isEqualTo(dBias);
  }

  @Test
  void givesTheSameBitsWheneverItRuns() {
    assertThat(bitsOfARun()).isEqualTo(bitsOfARun());
  }

  private double[] bitsOfARun() {
    try (Bench single = new Bench(engines, Precision.SINGLE)) {
      Parameter weight = new Parameter(single.random(3, 3, 64, 4), single.zeros(3, 3, 64, 4));
      Parameter bias = new Parameter(single.random(4), single.zeros(4));
      Convolution2d layer = new Convolution2d(single.engine(), 1, 1, weight, bias);
      Pass pass = layer.forward(single.random(5, 10, 11, 64), single.arena());
      Tensor dx = pass.backward(single.random(5, 10, 11, 4));
      return Arrays.stream(new Tensor[] {pass.output(), dx, weight.gradient(), bias.gradient()})
          .flatMapToDouble(tensor -> Arrays.stream(single.read(tensor)))
          .toArray();
    }
  }

  @Test
  void addsToTheGradientsThatAreThereAndLeavesThatOfTheOutput() {
    Parameter weight = parameter(3, 3, 2, 3);
    Parameter bias = parameter(3);
    Convolution2d layer = new Convolution2d(bench.engine(), 2, 1, weight, bias);
    Tensor x = bench.random(2, 5, 4, 2);
    Tensor dy = bench.random(2, 3, 2, 3);
    double[] gradients = bench.read(dy);

    layer.forward(x, bench.arena()).backwardToParameters(dy);
    double[] dWeight = bench.read(weight.gradient());
    double[] dBias = bench.read(bias.gradient());
    layer.forward(x, bench.arena()).backward(dy);

    assertThat(bench.read(dy)).isEqualTo(gradients);
    assertThat(bench.read(weight.gradient())).containsExactly(twice(dWeight), within(1e-13));
    assertThat(bench.read(bias.gradient())).containsExactly(twice(dBias), within(1e-13));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Parameter weight = parameter(5, 5, 2, 3);
    Convolution2d layer = new Convolution2d(bench.engine(), 1, 1, weight, parameter(3));

    assertThatThrownBy(() -> new Convolution2d(bench.engine(), 1, 1, weight, parameter(4)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("convolution bias must have shape [3], but has [4]");
    assertThatThrownBy(
            () -> new Convolution2d(bench.engine(), 1, 1, parameter(3, 5, 2, 3), parameter(3)))
        .hasMessage("a convolution's kernel must be square, but is 3 x 5");
    assertThatThrownBy(
            () -> new Convolution2d(bench.engine(), 1, 1, parameter(3, 2, 3), parameter(3)))
        .hasMessage("convolution weight must have shape [*, *, *, *], but has [3, 2, 3]");
    assertThatThrownBy(
            () ->
                new Convolution2d(
                    bench.engine(), Kernel.square(3, 1, 1), parameter(2, 3, 2, 3), parameter(3)))
        .hasMessage("a weight of 2 rows is too low for a kernel of 3");
    assertThatThrownBy(() -> layer.forward(bench.random(1, 9, 9, 3), bench.arena()))
        .hasMessage("convolution input must have shape [*, *, *, 2], but has [1, 9, 9, 3]");
    assertThatThrownBy(() -> layer.forward(bench.random(1, 9, 2, 2), bench.arena()))
        .hasMessage("a kernel of 5 x 5 does not fit an image of 9 x 2, with padding 11 x 4");
  }

  private Parameter parameter(int... shape) {
    return new Parameter(bench.random(shape), bench.zeros(shape));
  }

  private Parameter blank(int... shape) {
    return new Parameter(bench.zeros(shape), bench.zeros(shape));
  }

  /** Random whole numbers. */
  private Tensor whole(int... shape) {
    double[] numbers = bench.read(bench.random(shape));
    Arrays.setAll(numbers, i -> Math.rint(10 * numbers[i]));
    return bench.of(numbers, shape);
  }

  /** Image {@code i} of a batch, as a batch of one. */
  private static Tensor image(Tensor images, int i) {
    int[] shape = images.shape();
    long size = images.size() / shape[0];
    shape[0] = 1;
    return images.slice(i * size, shape);
  }

  /** What the convolution gives without bias. */
  private double[] output(Tensor x, int stride, int padding, Parameter weight) {
    Parameter bias = blank(weight.value().length(3));
    return bench.read(
        new Convolution2d(bench.engine(), stride, padding, weight, bias)
            .forward(x, bench.arena())
            .output());
  }

  private static double[] twice(double[] numbers) {
    return Arrays.stream(numbers).map(number -> 2 * number).toArray();
  }

  private double[] naive(
      Tensor x, Parameter weight, Parameter bias, int stride, int padding, int down, int across) {
    double[] xs = bench.read(x);
    double[] ws = bench.read(weight.value());
    double[] bs = bench.read(bias.value());
    int rows = x.length(1);
    int columns = x.length(2);
    int in = x.length(3);
    int out = bs.length;
    int kernel = weight.value().length(0);
    double[] y = new double[x.length(0) * down * across * out];
    for (int n = 0; n < y.length; n++) {
      int o = n % out;
      int top = n / out / across % down * stride - padding;
      int left = n / out % across * stride - padding;
      int image = n / out / across / down;
      double sum = bs[o];
      for (int tap = 0; tap < kernel * kernel; tap++) {
        int r = top + tap / kernel;
        int c = left + tap % kernel;
        boolean inside = r >= 0 && r < rows && c >= 0 && c < columns;
        for (int k = 0; inside && k < in; k++) {
          sum += xs[((image * rows + r) * columns + c) * in + k] * ws[(tap * in + k) * out + o];
        }
      }
      y[n] = sum;
    }
    return y;
  }
}
