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
final class ResidualBlockTest {

  private final Bench bench;
  private final List<Parameter> parameters = new ArrayList<>();

  ResidualBlockTest(EveryEngine engines) {
    bench = new Bench(engines, Precision.DOUBLE);
  }

  @AfterEach
  void release() {
    bench.close();
  }

  /** One number: {@code y = 2·max(0, 3·max(0, x) − 1) + 1 + x}. */
  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource({"2, 13", "-3, -2", "0.25, 1.25"})
  void computesAnExampleByHand(double x, double y) {
    ResidualBlock block =
        new ResidualBlock(bench.engine(), List.of(number(3, -1), number(2, 1)), Optional.empty());

    assertThat(output(block, bench.of(new double[] {x}, 1, 1, 1, 1))).containsExactly(y);
  }

  /** One number: {@code y = 2·max(0, 3·max(0, x) − 1) + 1 + 10·max(0, x)}. */
  @ParameterizedTest(name = "{0} gives {1}")
  @CsvSource({"2, 31", "-3, 1", "0.25, 3.5"})
  void computesAnExampleWithAProjectionByHand(double x, double y) {
    ResidualBlock block =
        new ResidualBlock(
            bench.engine(), List.of(number(3, -1), number(2, 1)), Optional.of(number(10, 0)));

    assertThat(output(block, bench.of(new double[] {x}, 1, 1, 1, 1))).containsExactly(y);
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}, {3}] to {4}, stride {5}")
  @CsvSource({
    "1, 1, 1, 1, 1, 1",
    "2, 3, 4, 4, 4, 1",
    "2, 3, 4, 2, 4, 1",
    "2, 5, 4, 4, 4, 2",
    "1, 4, 6, 2, 4, 2"
  })
  void bottleneckEqualsItsDefinitionAndItsDerivative(
      int images, int rows, int columns, int in, int out, int stride) {
    assertBlock(
        branch(in, out, Math.max(1, out / 4), stride),
        projection(in, out, stride),
        bench.random(images, rows, columns, in));
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}, {3}] to {4}, stride {5}")
  @CsvSource({"2, 3, 4, 3, 3, 1", "2, 3, 4, 1, 3, 1", "1, 5, 4, 3, 3, 2"})
  void basicBlockEqualsItsDefinitionAndItsDerivative(
      int images, int rows, int columns, int in, int out, int stride) {
    assertBlock(
        List.of(convolution(3, stride, in, out), convolution(3, 1, out, out)),
        projection(in, out, stride),
        bench.random(images, rows, columns, in));
  }

  @Test
  void isItsShortcutIfTheBranchGivesZero() {
    Tensor x = bench.random(2, 4, 5, 3);
    Convolution2d projection = convolution(1, 2, 3, 6);
    Convolution2d nothing = zero(3, 6);
    double[] projected = bench.read(projection.forward(activated(x), bench.arena()).output());

    ResidualBlock identity =
        new ResidualBlock(
            bench.engine(), List.of(convolution(3, 1, 3, 3), zero(3, 3)), Optional.empty());
    ResidualBlock projecting =
        new ResidualBlock(
            bench.engine(), List.of(convolution(3, 2, 3, 3), nothing), Optional.of(projection));

    assertThat(output(identity, x)).isEqualTo(bench.read(x));
    assertThat(output(projecting, x)).isEqualTo(projected);
  }

  @Test
  void handsAGradientOnAsItIsIfTheBranchGivesZero() {
    Tensor dy = bench.random(2, 4, 5, 3);
    double[] found = bench.read(dy);
    ResidualBlock block =
        new ResidualBlock(bench.engine(), List.of(zero(3, 3), zero(3, 3)), Optional.empty());

    Tensor dx = block.forward(bench.random(2, 4, 5, 3), bench.arena()).backward(dy);

    assertThat(bench.read(dx)).isEqualTo(found);
  }

  @Test
  void leavesItsInputAsItIs() {
    Tensor x = bench.random(2, 4, 5, 8);
    double[] before = bench.read(x);

    bottleneck(8, 8, 1).forward(x, bench.arena()).backward(bench.random(2, 4, 5, 8));

    assertThat(bench.read(x)).isEqualTo(before);
  }

  @ParameterizedTest(name = "stride {0}")
  @ValueSource(ints = {1, 2})
  void addsTheSameToItsParametersWithoutTheInputsGradient(int stride) {
    ResidualBlock block = bottleneck(8, 8, stride);
    Tensor x = bench.random(2, 4, 6, 8);
    Pass pass = block.forward(x, bench.arena());
    Tensor dy = bench.random(pass.output().shape());

    pass.backwardToParameters(copy(dy));
    List<double[]> once = gradients();
    block.forward(x, bench.arena()).backward(dy);

    List<double[]> twice = gradients();
    for (int i = 0; i < once.size(); i++) {
      double[] gradient = once.get(i);
      double[] doubled = Arrays.stream(gradient).map(number -> 2 * number).toArray();
      assertThat(twice.get(i)).containsExactly(doubled, within(1e-13));
    }
  }

  /** Whole numbers, whose sums are exact: 130 images of 4096 numbers are more than one part. */
  @ParameterizedTest(name = "stride {0}")
  @ValueSource(ints = {1, 2})
  void givesForManyImagesWhatItGivesForHalves(int stride) {
    ResidualBlock block = bottleneck(64, 64, 2, stride);
    parameters.forEach(parameter -> round(parameter.value()));
    Tensor x = round(bench.random(130, 8, 8, 64));
    Pass pass = block.forward(x, bench.arena());
    Tensor dy = round(bench.random(pass.output().shape()));
    double[] y = bench.read(pass.output());
    double[] dx = bench.read(pass.backward(copy(dy)));
    List<double[]> all = gradients();

    parameters.forEach(parameter -> bench.engine().fill(parameter.gradient().matrix(), 0));
    double[] ys = new double[y.length];
    double[] dxs = new double[dx.length];
    for (int half = 0; half < 2; half++) {
      Pass one = block.forward(half(x, half), bench.arena());
      System.arraycopy(bench.read(one.output()), 0, ys, half * y.length / 2, y.length / 2);
      double[] found = bench.read(one.backward(half(dy, half)));
      System.arraycopy(found, 0, dxs, half * dx.length / 2, dx.length / 2);
    }

    assertThat(ys).isEqualTo(y);
    assertThat(dxs).isEqualTo(dx);
    assertThat(gradients()).usingRecursiveComparison().isEqualTo(all);
  }

  @ParameterizedTest(name = "stride {0}")
  @ValueSource(ints = {1, 2})
  void holdsTheMemoryThatACountingEngineCounts(int stride) {
    CountingEngine counting = new CountingEngine();
    Engine engine = EveryEngine.CPU.in(Precision.SINGLE);
    try (Arena real = new Arena(engine);
        Arena counted = new Arena(counting)) {
      step(engine, real, stride);
      step(counting, counted, stride);

      assertThat(real.capacity()).isEqualTo(counting.held()).isGreaterThan(3L << 22);
    }
  }

  private static void step(Engine engine, Arena arena, int stride) {
    ResidualBlock block =
        new ResidualBlock(
            engine,
            List.of(
                convolution(engine, arena, 1, 1, 64, 32),
                convolution(engine, arena, 3, stride, 32, 32),
                convolution(engine, arena, 1, 1, 32, 64)),
            stride == 1
                ? Optional.empty()
                : Optional.of(convolution(engine, arena, 1, stride, 64, 64)));
    Tensor x = arena.zeros(1500, 8, 8, 64);
    Pass pass = block.forward(x, arena);
    pass.backward(arena.zeros(pass.output().shape()));
  }

  private static Convolution2d convolution(
      Engine engine, Arena arena, int kernel, int stride, int in, int out) {
    return new Convolution2d(
        engine,
        stride,
        kernel / 2,
        new Parameter(arena.zeros(kernel, kernel, in, out), arena.zeros(kernel, kernel, in, out)),
        new Parameter(arena.zeros(out), arena.zeros(out)));
  }

  @Test
  void refusesConvolutionsThatDoNotFit() {
    Engine engine = bench.engine();
    Convolution2d one = convolution(1, 1, 4, 2);
    Convolution2d other = convolution(1, 1, 3, 4);

    assertThatThrownBy(() -> new ResidualBlock(engine, List.of(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a residual block needs at least one convolution");
    assertThatThrownBy(() -> new ResidualBlock(engine, List.of(one, other), Optional.empty()))
        .hasMessage("convolution 1 of a residual block takes 3 channels, but is given 2");
    assertThatThrownBy(() -> new ResidualBlock(engine, List.of(one), Optional.of(other)))
        .hasMessage("the shortcut of a residual block takes 3 channels, but is given 4");
  }

  @Test
  void refusesImagesThatDoNotFit() {
    Tensor x = bench.random(1, 4, 6, 4);
    ResidualBlock block = bottleneck(4, 4, 1);
    ResidualBlock shrinking =
        new ResidualBlock(bench.engine(), List.of(convolution(3, 2, 4, 4)), Optional.empty());

    assertThatThrownBy(() -> block.forward(bench.random(1, 4, 6, 3), bench.arena()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("residual block input must have shape [*, *, *, 4], but has [1, 4, 6, 3]");
    assertThatThrownBy(() -> shrinking.forward(x, bench.arena()))
        .hasMessage(
            "the branch of a residual block gives [1, 2, 3, 4], but its shortcut [1, 4, 6, 4]");
  }

  private ResidualBlock bottleneck(int in, int out, int stride) {
    return bottleneck(in, out, Math.max(1, out / 4), stride);
  }

  private ResidualBlock bottleneck(int in, int out, int inner, int stride) {
    return new ResidualBlock(
        bench.engine(), branch(in, out, inner, stride), projection(in, out, stride));
  }

  private List<Convolution2d> branch(int in, int out, int inner, int stride) {
    return List.of(
        convolution(1, 1, in, inner),
        convolution(3, stride, inner, inner),
        convolution(1, 1, inner, out));
  }

  private Optional<Convolution2d> projection(int in, int out, int stride) {
    return in == out && stride == 1
        ? Optional.empty()
        : Optional.of(convolution(1, stride, in, out));
  }

  private Convolution2d convolution(int kernel, int stride, int in, int out) {
    Parameter weight = parameter(bench.random(kernel, kernel, in, out));
    return new Convolution2d(
        bench.engine(), stride, kernel / 2, weight, parameter(bench.random(out)));
  }

  /** Gives zero whatever it is given. */
  private Convolution2d zero(int in, int out) {
    Parameter weight = parameter(bench.zeros(3, 3, in, out));
    return new Convolution2d(bench.engine(), 1, 1, weight, parameter(bench.zeros(out)));
  }

  /** {@code factor·x + constant}, of one channel. */
  private Convolution2d number(double factor, double constant) {
    Parameter weight = parameter(bench.of(new double[] {factor}, 1, 1, 1, 1));
    return new Convolution2d(
        bench.engine(), 1, 0, weight, parameter(bench.of(new double[] {constant}, 1)));
  }

  private Parameter parameter(Tensor value) {
    parameters.add(new Parameter(value, bench.zeros(value.shape())));
    return parameters.get(parameters.size() - 1);
  }

  private List<double[]> gradients() {
    return parameters.stream().map(parameter -> bench.read(parameter.gradient())).toList();
  }

  private double[] output(ResidualBlock block, Tensor x) {
    return bench.read(block.forward(x, bench.arena()).output());
  }

  private void assertBlock(
      List<Convolution2d> branch, Optional<Convolution2d> projection, Tensor x) {
    ResidualBlock block = new ResidualBlock(bench.engine(), branch, projection);
    Pass pass = block.forward(x, bench.arena());
    Tensor y = x;
    for (Convolution2d convolution : branch) {
      y = convolution.forward(activated(y), bench.arena()).output();
    }
    Tensor shortcut =
        projection
            .map(convolution -> convolution.forward(activated(x), bench.arena()).output())
            .orElse(x);
    bench.engine().add(shortcut.matrix(), y.matrix());
    assertThat(pass.output().shape()).isEqualTo(y.shape());
    assertThat(bench.read(pass.output())).containsExactly(bench.read(y), within(1e-13));

    Tensor dy = bench.random(pass.output().shape());
    Tensor dx = pass.backward(copy(dy));
    DoubleSupplier loss =
        () -> {
          try (Arena.Frame frame = bench.arena().frame()) {
            return bench.dot(dy, block.forward(x, bench.arena()).output());
          }
        };
    assertGradient("x", bench.engine(), x, dx, loss);
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      assertGradient(
          "parameter " + i, bench.engine(), parameter.value(), parameter.gradient(), loss);
    }
  }

  private Tensor activated(Tensor x) {
    Tensor a = copy(x);
    bench.engine().relu(a.matrix(), a.matrix());
    return a;
  }

  private Tensor copy(Tensor x) {
    return bench.of(bench.read(x), x.shape());
  }

  /** Makes whole numbers of a tensor's. */
  private Tensor round(Tensor x) {
    bench.engine().write(Arrays.stream(bench.read(x)).map(i -> Math.rint(4 * i)).toArray(), x);
    return x;
  }

  private static Tensor half(Tensor images, int half) {
    int[] shape = images.shape();
    shape[0] /= 2;
    return images.slice(half * images.size() / 2, shape);
  }
}
