package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Convolutions in tiles against what their definition gives in double precision. */
final class WinogradConvolutionTest {

  /** Of sums of up to some thousand products of numbers below 1. */
  private static final double ROUNDING = 1e-3;

  private final Bench tiles = new Bench(Precision.SINGLE);
  private final Bench windows = new Bench(Precision.DOUBLE); // the same numbers

  @AfterEach
  void release() {
    tiles.close();
    windows.close();
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}, {3}] to {4}")
  @CsvSource({
    "1,  2,  2,  1,  1",
    "2,  4,  6,  3,  5",
    "3,  5,  7,  4,  2", // tiles beyond the edges
    "2,  1,  3,  2,  2",
    "9, 16, 16, 32, 40", // more tiles than a block has
    "1, 40, 33, 64, 33"
  })
  void equalTheDefinition(int images, int rows, int columns, int in, int out) {
    assertClose(
        all(tiles, true, images, rows, columns, in, out),
        all(windows, false, images, rows, columns, in, out));
  }

  private static void assertClose(List<double[]> found, List<double[]> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      double[] a = found.get(i);
      double[] b = expected.get(i);
      assertThat(a).hasSameSizeAs(b);
      double farthest =
          IntStream.range(0, a.length).mapToDouble(k -> Math.abs(a[k] - b[k])).max().orElseThrow();
      assertThat(farthest).as("array %d", i).isLessThan(ROUNDING);
    }
  }

  /** Whatever there is, once on top of what was there. */
  private static List<double[]> all(
      Bench bench, boolean inTiles, int images, int rows, int columns, int in, int out) {
    Parameter weight = parameter(bench, 3, 3, in, out);
    Parameter bias = parameter(bench, out);
    Tensor x = bench.random(images, rows, columns, in);
    Tensor dx = bench.random(images, rows, columns, in);
    Tensor dy = bench.random(images, rows, columns, out);
    Tensor set = bench.random(images, rows, columns, out);
    Tensor rectified = bench.random(images, rows, columns, out);
    Tensor added = bench.random(images, rows, columns, out);
    Tensor dxSet = bench.random(images, rows, columns, in);
    ConvolutionAlgorithm products =
        inTiles
            ? new WinogradConvolution(
                bench.engine(),
                bench.engine().winogradTransforms().orElseThrow(),
                weight,
                bias,
                bench.arena())
            : new Im2colConvolution(
                bench.engine(), Kernel.square(3, 1, 1), weight, bias, bench.arena());

    products.setOutput(x, set);
    products.setRectified(x, rectified);
    products.addOutput(x, added);
    products.addParameterGradients(x, dy);
    products.addParameterGradients(dx, dy);
    products.setInputGradient(dy, dxSet);
    products.addInputGradient(dy, dx);
    products.finish();
    products.finish(); // adds nothing

    return List.of(
        bench.read(set),
        bench.read(rectified),
        bench.read(added),
        bench.read(weight.gradient()),
        bench.read(bias.gradient()),
        bench.read(dxSet),
        bench.read(dx));
  }

  /** A hundred images of 8 x 8 x 128 are more than one part. */
  @Test
  void serveAllPartsOfAResidualBlock() {
    assertClose(block(tiles), block(windows));
  }

  private static List<double[]> block(Bench bench) {
    List<Parameter> parameters =
        List.of(
            parameter(bench, 1, 1, 128, 32),
            parameter(bench, 32),
            parameter(bench, 3, 3, 32, 32),
            parameter(bench, 32),
            parameter(bench, 1, 1, 32, 128),
            parameter(bench, 128));
    parameters.forEach(parameter -> scale(bench, parameter.value(), 0.1));
    ResidualBlock block =
        new ResidualBlock(
            bench.engine(),
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        new Convolution2d(
                            bench.engine(),
                            1,
                            i % 2,
                            parameters.get(2 * i),
                            parameters.get(2 * i + 1)))
                .toList(),
            Optional.empty());
    Pass pass = block.forward(bench.random(100, 8, 8, 128), bench.arena());
    double[] y = bench.read(pass.output());
    double[] dx = bench.read(pass.backward(scale(bench, bench.random(100, 8, 8, 128), 0.01)));
    return List.of(
        y,
        dx,
        bench.read(parameters.get(0).gradient()),
        bench.read(parameters.get(2).gradient()),
        bench.read(parameters.get(3).gradient()),
        bench.read(parameters.get(4).gradient()));
  }

  private static Tensor scale(Bench bench, Tensor x, double factor) {
    double[] numbers = bench.read(x);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (numbers[i] * factor);
    }
    bench.engine().write(numbers, x);
    return x;
  }

  @Test
  void giveTheSameBitsEveryTime() {
    Parameter weight = parameter(tiles, 3, 3, 32, 32);
    Convolution2d layer = new Convolution2d(tiles.engine(), 1, 1, weight, parameter(tiles, 32));
    Tensor x = tiles.random(5, 9, 11, 32);
    Tensor dy = tiles.random(5, 9, 11, 32);
    Pass first = layer.forward(x, tiles.arena());
    double[] y = tiles.read(first.output());
    double[] dx = tiles.read(first.backward(dy));

    Pass second = layer.forward(x, tiles.arena());

    assertThat(tiles.read(second.output())).isEqualTo(y);
    assertThat(tiles.read(second.backward(dy))).isEqualTo(dx);
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}, {3}] to {4}, kernel {5} stride {6} padding {7}: {8}")
  @CsvSource({
    "16,  8,  8, 32, 32, 3, 1, 1, true",
    "16,  8,  8, 32, 31, 3, 1, 1, false", // transforms would take more than they save
    "16,  8,  8, 31, 32, 3, 1, 1, false",
    " 1,  8,  8, 64, 64, 3, 1, 1, false", // and those of weights
    "99,  1,  9, 64, 64, 3, 1, 1, false", // half of every tile beyond the edge
    "16, 10, 10, 32, 32, 3, 1, 0, false",
    "16,  8,  8, 32, 32, 3, 2, 1, false",
    "16,  8,  8, 32, 32, 5, 1, 2, false",
    "16,  8,  8, 32, 32, 1, 1, 0, false"
  })
  void areTakenWhereTheyAreFaster(
      int images,
      int rows,
      int columns,
      int in,
      int out,
      int kernel,
      int stride,
      int padding,
      boolean expected) {
    int[] shape = {images, rows, columns, in};

    assertThat(
            convolution(tiles, kernel, stride, padding, in, out).products(shape, tiles.arena())
                instanceof WinogradConvolution)
        .isEqualTo(expected);
  }

  @Test
  void areNotTakenInDoublePrecisionNorWithArrays() {
    int[] shape = {16, 8, 8, 32};
    try (Bench arrays = new Bench(EveryEngine.ND4J, Precision.SINGLE)) {
      for (Bench bench : List.of(windows, arrays)) {
        assertThat(convolution(bench, 3, 1, 1, 32, 32).products(shape, bench.arena()))
            .isInstanceOf(Im2colConvolution.class);
      }
    }
  }

  @Test
  void areNotTakenForAMaskedKernel() {
    Engine engine = tiles.engine();
    Arena arena = tiles.arena();
    Convolution2d masked =
        new Convolution2d(
            engine,
            new Kernel(2, 3, 1, 1, 0, 1),
            parameter(tiles, 3, 3, 32, 32),
            parameter(tiles, 32));

    assertThat(masked.products(new int[] {16, 8, 8, 32}, arena))
        .isInstanceOf(Im2colConvolution.class);
  }

  private static Convolution2d convolution(
      Bench bench, int kernel, int stride, int padding, int in, int out) {
    return new Convolution2d(
        bench.engine(),
        stride,
        padding,
        parameter(bench, kernel, kernel, in, out),
        parameter(bench, out));
  }

  private static Parameter parameter(Bench bench, int... shape) {
    return new Parameter(bench.random(shape), bench.random(shape));
  }
}
