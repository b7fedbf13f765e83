package org.greedyinfomax.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.greedyinfomax.tensor.GradientCheck.assertGradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Kernel;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.counting.CountingEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class PixelCnnTest {

  private static final int MASKED_ROWS = 3; // of a vertical weight, the last of which is masked

  private final Bench bench;
  private final List<Parameter> parameters = new ArrayList<>();

  PixelCnnTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  /**
   * One layer, one channel, two by two places: {@code 20·tanh(x[r, c] + x[r−1, c−1])·3/4 + 10},
   * where {@code tanh(ln 2) = 3/5}.
   */
  @Test
  void computesAnExampleByHand() {
    GatedLayer layer =
        new GatedLayer(
            bench.engine(),
            new GatedLayer.Convolutions(
                // out: [x above and to the left, 0]
                of(GatedLayer.VERTICAL, weight(3, 3, 1, 2, /* at */ 0), 0, 0),
                of(Kernel.square(1, 1, 0), bench.of(new double[] {1, 0, 0, 1}, 1, 1, 2, 2), 0, 0),
                // out: [x itself, ln 3], whose σ is 3/4
                of(GatedLayer.HORIZONTAL, weight(1, 3, 1, 2, /* at */ 2), 0, Math.log(3)),
                of(Kernel.square(1, 1, 0), bench.of(new double[] {2}, 1, 1, 1, 1), 1),
                Optional.empty()));
    PixelCnn network =
        new PixelCnn(
            bench.engine(),
            List.of(layer),
            of(Kernel.square(1, 1, 0), bench.of(new double[] {10}, 1, 1, 1, 1), 0));
    Tensor x = bench.of(new double[] {Math.log(2), 0, 0, 0}, 1, 2, 2, 1);

    assertThat(output(network, x)).containsExactly(new double[] {19, 10, 10, 19}, within(1e-13));
  }

  /** Zeros but for a one. */
  private Tensor weight(int rows, int columns, int in, int out, int at) {
    double[] numbers = new double[rows * columns * in * out];
    numbers[at] = 1;
    return bench.of(numbers, rows, columns, in, out);
  }

  private Convolution2d of(Kernel kernel, Tensor weight, double... bias) {
    return new Convolution2d(
        bench.engine(), kernel, parameter(weight), parameter(bench.of(bias, bias.length)));
  }

  /** Layers of all kinds: the lowest, one with a shortcut, and the topmost. */
  @ParameterizedTest(name = "{0} layers on [{1}, {2}, {3}, {4}]")
  @CsvSource({"1, 1, 1, 1, 1", "1, 2, 4, 3, 2", "2, 1, 3, 4, 2", "3, 2, 3, 2, 2", "4, 1, 5, 3, 1"})
  void equalsItsDefinitionAndItsDerivative(
      int layers, int images, int rows, int columns, int channels) {
    PixelCnn network = network(layers, channels);
    Tensor x = bench.random(images, rows, columns, channels);
    Pass pass = network.forward(x, bench.arena());
    assertThat(pass.output().shape()).isEqualTo(x.shape());
    assertThat(bench.read(pass.output()))
        .containsExactly(bench.read(byDefinition(layers, x)), within(1e-13));

    Tensor dy = bench.random(x.shape());
    Tensor dx = pass.backward(dy);

    DoubleSupplier loss =
        () -> {
          try (Arena.Frame frame = bench.arena().frame()) {
            return bench.dot(dy, network.forward(x, bench.arena()).output());
          }
        };
    assertGradient("x", bench.engine(), x, dx, loss);
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      assertGradient(
          "parameter " + i, bench.engine(), parameter.value(), parameter.gradient(), loss);
    }
  }

  /** To the bit: what lies below a place is not read at all. */
  @Test
  void doesNotDependOnRowsBelow() {
    PixelCnn network = network(4, 3);
    Tensor x = bench.random(2, 5, 4, 3);
    double[] before = output(network, x);

    for (int row = 1; row < 5; row++) {
      Tensor changed = bench.of(bench.read(x), x.shape());
      for (int image = 0; image < 2; image++) {
        Tensor below = changed.slice((image * 5L + row) * 4 * 3, 5 - row, 4, 3);
        bench.engine().fill(below.matrix(), 1e6);
      }
      double[] after = output(network, changed);
      for (int image = 0; image < 2; image++) {
        int start = image * 5 * 4 * 3;
        int end = start + row * 4 * 3;
        assertThat(Arrays.copyOfRange(after, start, end))
            .as("rows above row %d of image %d", row, image)
            .containsExactly(Arrays.copyOfRange(before, start, end));
        assertThat(after[end]).isNotEqualTo(before[end]);
      }
    }
  }

  /** The paper's four layers: four rows above, and four columns on either side. */
  @ParameterizedTest(name = "{0} layers")
  @ValueSource(ints = {1, 2, 4})
  void seesAsManyRowsAboveAndColumnsBesideAsItHasLayers(int layers) {
    int size = 11;
    int row = 6;
    int column = 5;
    PixelCnn network = network(layers, 2);
    Pass pass = network.forward(bench.random(1, size, size, 2), bench.arena());
    Tensor dy = bench.zeros(1, size, size, 2);
    bench.engine().fill(dy.slice((row * size + column) * 2L, 2).matrix(), 1);

    double[] dx = bench.read(pass.backward(dy));

    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        boolean isSeen = r <= row && row - r <= layers && Math.abs(column - c) <= layers;
        assertThat(dx[(r * size + c) * 2] != 0).as("place (%d, %d)", r, c).isEqualTo(isSeen);
      }
    }
  }

  @Test
  void neitherReadsNorTeachesWhatIsMaskedAndWhatLeadsNowhere() {
    PixelCnn network = network(2, 2);
    Tensor x = bench.random(1, 3, 3, 2);
    double[] before = output(network, x);
    Parameter vertical = parameters.get(0);
    Parameter shortcut = parameters.get(parameters.size() - 4);

    bench.engine().fill(vertical.value().slice(2L * 3 * 2 * 4, 3, 2, 4).matrix(), Double.NaN);
    bench.engine().fill(shortcut.value().matrix(), Double.NaN);
    Pass pass = network.forward(x, bench.arena());
    pass.backward(bench.random(1, 3, 3, 2));

    assertThat(bench.read(pass.output())).containsExactly(before);
    assertThat(bench.read(shortcut.gradient())).containsOnly(0);
    assertThat(bench.read(vertical.gradient().slice(2L * 3 * 2 * 4, 3, 2, 4))).containsOnly(0);
    assertThat(bench.read(vertical.gradient().slice(0, 2, 3, 2, 4))).doesNotContain(0);
  }

  @Test
  void leavesItsInputAndTheGradientOfItsOutputAsTheyAre() {
    PixelCnn network = network(3, 2);
    Tensor x = bench.random(2, 3, 4, 2);
    Tensor dy = bench.random(2, 3, 4, 2);
    double[] input = bench.read(x);
    double[] found = bench.read(dy);

    network.forward(x, bench.arena()).backward(dy);

    assertThat(bench.read(x)).isEqualTo(input);
    assertThat(bench.read(dy)).isEqualTo(found);
  }

  @Test
  void addsTheSameToItsParametersWithoutTheInputsGradient() {
    PixelCnn network = network(2, 2);
    Tensor x = bench.random(2, 3, 4, 2);
    Tensor dy = bench.random(2, 3, 4, 2);

    network.forward(x, bench.arena()).backwardToParameters(dy);
    List<double[]> once = gradients();
    network.forward(x, bench.arena()).backward(dy);

    List<double[]> twice = gradients();
    for (int i = 0; i < once.size(); i++) {
      double[] doubled = Arrays.stream(once.get(i)).map(number -> 2 * number).toArray();
      assertThat(twice.get(i)).containsExactly(doubled, within(1e-12));
    }
  }

  @Test
  void holdsTheMemoryThatACountingEngineCounts() {
    CountingEngine counting = new CountingEngine();
    Engine engine = EveryEngine.CPU.in(Precision.SINGLE);
    try (Arena real = new Arena(engine);
        Arena counted = new Arena(counting)) {
      step(engine, real);
      step(counting, counted);

      assertThat(real.capacity()).isEqualTo(counting.held()).isGreaterThan(3L << 22);
    }
  }

  private static void step(Engine engine, Arena arena) {
    PixelCnn network = network(engine, 3, 32, shape -> blank(arena, shape));
    Tensor x = arena.zeros(500, 7, 7, 32);
    network.forward(x, arena).backward(arena.zeros(x.shape()));
  }

  private static Parameter blank(Arena arena, int... shape) {
    return new Parameter(arena.zeros(shape), arena.zeros(shape));
  }

  @Test
  void refusesConvolutionsThatDoNotFit() {
    Convolution2d vertical = convolution(GatedLayer.VERTICAL, MASKED_ROWS, 2, 4);
    Convolution2d crossing = convolution(Kernel.square(1, 1, 0), 1, 4, 4);
    Convolution2d horizontal = convolution(GatedLayer.HORIZONTAL, 1, 2, 4);
    Convolution2d output = convolution(Kernel.square(1, 1, 0), 1, 2, 2);
    GatedLayer layer =
        new GatedLayer(
            bench.engine(),
            new GatedLayer.Convolutions(vertical, crossing, horizontal, output, Optional.empty()));

    assertThatThrownBy(
            () ->
                new GatedLayer.Convolutions(
                    vertical, crossing, horizontal, output, Optional.of(output)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the shortcut convolution of a gated layer must take 2 channels to 4, but takes 2 to"
                + " 2");
    assertThatThrownBy(() -> new PixelCnn(bench.engine(), List.of(layer), crossing))
        .hasMessage(
            "a PixelCNN needs layers of the same channels as its output, but has [2], and 4 to 4");
    assertThatThrownBy(() -> new PixelCnn(bench.engine(), List.of(), output))
        .hasMessage(
            "a PixelCNN needs layers of the same channels as its output, but has [], and 2 to 2");
    assertThatThrownBy(
            () ->
                new PixelCnn(bench.engine(), List.of(layer), output)
                    .forward(bench.random(1, 3, 3, 3), bench.arena()))
        .hasMessage("PixelCNN input must have shape [*, *, *, 2], but has [1, 3, 3, 3]");
  }

  private PixelCnn network(int layers, int channels) {
    return network(bench.engine(), layers, channels, shape -> parameter(bench.random(shape)));
  }

  /** Makes a parameter of a shape. */
  @FunctionalInterface
  private interface Maker {
    Parameter of(int... shape);
  }

  private static PixelCnn network(Engine engine, int layers, int channels, Maker maker) {
    List<GatedLayer> gated = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      int gates = 2 * channels;
      gated.add(
          new GatedLayer(
              engine,
              new GatedLayer.Convolutions(
                  convolution(engine, GatedLayer.VERTICAL, MASKED_ROWS, channels, gates, maker),
                  convolution(engine, Kernel.square(1, 1, 0), 1, gates, gates, maker),
                  convolution(engine, GatedLayer.HORIZONTAL, 1, channels, gates, maker),
                  convolution(engine, Kernel.square(1, 1, 0), 1, channels, channels, maker),
                  i == 0
                      ? Optional.empty()
                      : Optional.of(
                          convolution(
                              engine, Kernel.square(1, 1, 0), 1, channels, gates, maker)))));
    }
    return new PixelCnn(
        engine, gated, convolution(engine, Kernel.square(1, 1, 0), 1, channels, channels, maker));
  }

  private static Convolution2d convolution(
      Engine engine, Kernel kernel, int rows, int in, int out, Maker maker) {
    return new Convolution2d(
        engine, kernel, maker.of(rows, kernel.columns(), in, out), maker.of(out));
  }

  private Convolution2d convolution(Kernel kernel, int rows, int in, int out) {
    return convolution(
        bench.engine(), kernel, rows, in, out, shape -> parameter(bench.random(shape)));
  }

  private Parameter parameter(Tensor value) {
    parameters.add(new Parameter(value, bench.zeros(value.shape())));
    return parameters.get(parameters.size() - 1);
  }

  private List<double[]> gradients() {
    return parameters.stream().map(parameter -> bench.read(parameter.gradient())).toList();
  }

  private double[] output(PixelCnn network, Tensor x) {
    return bench.read(network.forward(x, bench.arena()).output());
  }

  /** The network of {@link #parameters}, place by place. */
  private Tensor byDefinition(int layers, Tensor x) {
    Tensor v = x;
    Tensor h = x;
    int next = 0;
    for (int i = 0; i < layers; i++) {
      Tensor p = convolved(v, next, -1, 0);
      Tensor sum = sum(convolved(h, next + 4, 0, 0), convolved(p, next + 2, 0, 0));
      Tensor made = convolved(gated(sum), next + 6, 0, 0);
      v = gated(i == 0 ? p : sum(p, convolved(v, next + 8, 0, 0)));
      h = i == 0 ? made : sum(h, made);
      next += i == 0 ? 8 : 10;
    }
    return convolved(h, next, 0, 0);
  }

  /** A convolution with the parameter of that number, whose rows are {@code from} to {@code to}. */
  private Tensor convolved(Tensor x, int number, int from, int to) {
    double[] weight = bench.read(parameters.get(number).value());
    double[] bias = bench.read(parameters.get(number + 1).value());
    double[] xs = bench.read(x);
    int rows = x.length(1);
    int columns = x.length(2);
    int in = x.length(3);
    int out = bias.length;
    int width = parameters.get(number).value().length(1);
    double[] y = new double[xs.length / in * out];
    for (int n = 0; n < y.length; n++) {
      int place = n / out;
      double total = bias[n % out];
      for (int r = from; r <= to; r++) {
        for (int c = -(width / 2); c <= width / 2; c++) {
          int row = place / columns % rows + r;
          int column = place % columns + c;
          boolean inside = row >= 0 && row < rows && column >= 0 && column < columns;
          for (int k = 0; inside && k < in; k++) {
            int tap = (r - from) * width + c + width / 2;
            total +=
                xs[(place + r * columns + c) * in + k] * weight[(tap * in + k) * out + n % out];
          }
        }
      }
      y[n] = total;
    }
    return bench.of(y, x.length(0), rows, columns, out);
  }

  private Tensor gated(Tensor x) {
    int channels = x.length(3) / 2;
    double[] xs = bench.read(x);
    double[] y = new double[xs.length / 2];
    for (int n = 0; n < y.length; n++) {
      int tanh = n / channels * 2 * channels + n % channels;
      y[n] = Math.tanh(xs[tanh]) / (1 + Math.exp(-xs[tanh + channels]));
    }
    return bench.of(y, x.length(0), x.length(1), x.length(2), channels);
  }

  private Tensor sum(Tensor x, Tensor y) {
    double[] sums = bench.read(x);
    double[] added = bench.read(y);
    Arrays.setAll(sums, i -> sums[i] + added[i]);
    return bench.of(sums, x.shape());
  }
}
