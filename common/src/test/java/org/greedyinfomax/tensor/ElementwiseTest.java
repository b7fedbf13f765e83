package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Passes over views, against what each does to one number. */
@ParameterizedClass
@EnumSource(EveryEngine.class)
final class ElementwiseTest {

  private static final int ROWS = 4;
  private static final int COLUMNS = 5;
  private static final int STRIDE = 9;
  private static final int START = 11;
  private static final int MANY = 300;

  private final EveryEngine engines;

  ElementwiseTest(EveryEngine engines) {
    this.engines = engines;
  }

  private interface Pass {
    void run(Engine engine, Matrix from, Tensor bias, Matrix to);
  }

  private interface Cell {
    double value(double from, double bias, double to);
  }

  private record Case(String name, Pass pass, Cell cell) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> cases() {
    Case[] cases = {
      new Case("fill", (e, from, bias, to) -> e.fill(to, 2.5), (x, b, y) -> 2.5),
      new Case("copy", (e, from, bias, to) -> e.copy(from, to), (x, b, y) -> x),
      new Case("add", (e, from, bias, to) -> e.add(from, to), (x, b, y) -> x + y),
      new Case("addBias", (e, from, bias, to) -> e.addBias(bias, to), (x, b, y) -> y + b),
      new Case(
          "addBiasRelu",
          (e, from, bias, to) -> e.addBiasRelu(bias, to),
          (x, b, y) -> Math.max(0, y + b)),
      new Case("relu", (e, from, bias, to) -> e.relu(from, to), (x, b, y) -> Math.max(0, x)),
      new Case(
          "reluGradient",
          (e, from, bias, to) -> e.reluGradient(from, to),
          (x, b, y) -> x > 0 ? y : 0),
    };
    return Arrays.stream(Precision.values())
        .flatMap(precision -> Arrays.stream(cases).map(one -> Arguments.of(precision, one)));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void transposes(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor rows = bench.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 4);
      Tensor turned = bench.zeros(3, 3);

      bench.engine().transpose(rows.matrix().columns(1, 3), turned.matrix().columns(1, 2));

      assertThat(bench.read(turned)).containsExactly(0, 2, 6, 0, 3, 7, 0, 4, 8);
      assertThatThrownBy(() -> bench.engine().transpose(rows.matrix(), turned.matrix()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("[2, 4] transposed does not fit [3, 3]");
    }
  }

  @ParameterizedTest(name = "{1} in {0} precision")
  @MethodSource("cases")
  void changesEachNumberOfItsRectangleAndNoOther(Precision precision, Case tried) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor source = bench.random(7, STRIDE);
      Tensor target = bench.random(7, STRIDE);
      Tensor bias = bench.random(COLUMNS);
      double[] x = bench.read(source);
      double[] b = bench.read(bias);
      double[] expected = bench.read(target);
      for (int i = 0; i < ROWS * COLUMNS; i++) {
        int at = START + i / COLUMNS * STRIDE + i % COLUMNS;
        expected[at] = tried.cell.value(x[at], b[i % COLUMNS], expected[at]);
      }

      tried.pass.run(bench.engine(), rectangle(source), bias, rectangle(target));

      assertThat(bench.read(target)).containsExactly(expected, within(1e-7));
    }
  }

  /** More rows side by side than are computed at a time, and not a multiple of them. */
  @ParameterizedTest(name = "{1} in {0} precision")
  @MethodSource("cases")
  void changesEveryNumberOfManyRows(Precision precision, Case tried) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor source = bench.random(MANY, COLUMNS);
      Tensor target = bench.random(MANY, COLUMNS);
      Tensor bias = bench.random(COLUMNS);
      double[] x = bench.read(source);
      double[] b = bench.read(bias);
      double[] expected = bench.read(target);
      for (int i = 0; i < expected.length; i++) {
        expected[i] = tried.cell.value(x[i], b[i % COLUMNS], expected[i]);
      }

      tried.pass.run(bench.engine(), source.matrix(), bias, target.matrix());

      assertThat(bench.read(target)).containsExactly(expected, within(1e-7));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void addsARowThatIsLongerThanWhatIsComputedAtATime(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor x = bench.random(3, 2500);
      Tensor bias = bench.random(2500);
      double[] expected = bench.read(x);
      double[] row = bench.read(bias);
      double[] sums = new double[2500];
      for (int i = 0; i < expected.length; i++) {
        expected[i] += row[i % 2500];
        sums[i % 2500] += expected[i];
      }

      bench.engine().addBias(bias, x.matrix());
      Tensor found = bench.zeros(2500);
      bench.engine().addColumnSums(x.matrix(), found);

      assertThat(bench.read(x)).containsExactly(expected, within(1e-7));
      assertThat(bench.read(found)).containsExactly(sums, within(1e-6));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sumsManyRows(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor x = bench.random(MANY, COLUMNS);
      double[] numbers = bench.read(x);
      double[] expected = new double[COLUMNS];
      double squares = 0;
      for (int i = 0; i < numbers.length; i++) {
        expected[i % COLUMNS] += numbers[i];
        squares += numbers[i] * numbers[i];
      }

      Tensor sums = bench.zeros(COLUMNS);
      bench.engine().addColumnSums(x.matrix(), sums);

      assertThat(bench.read(sums)).containsExactly(expected, within(1e-4));
      assertThat(bench.engine().sumOfSquares(x.matrix())).isEqualTo(squares, within(1e-4));
    }
  }

  @Test
  void takesTheSameStepsOfAdamInBothPrecisions() {
    assertThat(afterTwoStepsOfAdam(Precision.SINGLE))
        .containsExactly(afterTwoStepsOfAdam(Precision.DOUBLE), within(1e-4));
  }

  private double[] afterTwoStepsOfAdam(Precision precision) {
    AdamStep step = new AdamStep(1e-2, 0.9, 0.999, 0.5, 1e-8);
    try (Bench bench = new Bench(engines, precision)) {
      Tensor gradient = bench.random(2500);
      Tensor first = bench.random(2500);
      Tensor second = bench.zeros(2500);
      Tensor value = bench.random(2500);
      bench.engine().adam(step, gradient, first, second, value);
      bench.engine().adam(step, gradient, first, second, value);
      return bench.read(value);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sumsColumnsOntoWhatIsThere(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor x = bench.of(new double[] {1, 2, 9, 3, 4, 9}, 2, 3);
      Tensor sums = bench.of(new double[] {10, 20}, 2);

      bench.engine().addColumnSums(x.rows(0, 2, 2, 3), sums);

      assertThat(bench.read(sums)).containsExactly(14, 26);
      assertThat(bench.engine().sumOfSquares(x.rows(0, 2, 2, 3))).isEqualTo(1 + 4 + 9 + 16);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void takesReluAndItsGradientOverManyNumbers(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor y = bench.random(3, 2000);
      Tensor dy = bench.random(3, 2000);
      double[] outputs = bench.read(y);
      double[] gradients = bench.read(dy);
      for (int i = 0; i < outputs.length; i++) {
        outputs[i] = Math.max(0, outputs[i]);
        gradients[i] = outputs[i] > 0 ? gradients[i] : 0;
      }

      bench.engine().relu(y.matrix(), y.matrix());
      bench.engine().reluGradient(y.matrix(), dy.matrix());

      assertThat(bench.read(y)).containsExactly(outputs);
      assertThat(bench.read(dy)).containsExactly(gradients);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void stopsGradientsWhereTheOutputIsZeroOfEitherSign(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      double[] outputs = {0, -0.0, Float.MIN_VALUE, Double.POSITIVE_INFINITY};
      Tensor dy = bench.of(new double[] {1, -2, 3, -4}, 1, 4);

      bench.engine().reluGradient(bench.of(outputs, 1, 4).matrix(), dy.matrix());

      assertThat(bench.read(dy)).containsExactly(0, 0, 3, -4);
    }
  }

  @Test
  void keepsNaNInARelu() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Tensor x = bench.of(new double[] {Double.NaN, -1}, 1, 2);

      bench.engine().addBiasRelu(bench.zeros(2), x.matrix());

      assertThat(bench.read(x)).containsExactly(Double.NaN, 0);

      bench.engine().relu(x.matrix(), x.matrix());

      assertThat(bench.read(x)).containsExactly(Double.NaN, 0);
    }
  }

  @Test
  void saysWhichShapesDoNotFit() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Engine engine = bench.engine();
      Tensor a = bench.random(2, 3);
      Tensor b = bench.random(3, 2);

      assertThatThrownBy(() -> engine.copy(a.matrix(), b.matrix()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("[2, 3] and [3, 2] must have the same shape");
      assertThatThrownBy(() -> engine.add(a.matrix(), b.matrix()))
          .hasMessage("[2, 3] and [3, 2] must have the same shape");
      assertThatThrownBy(() -> engine.reluGradient(a.matrix(), b.matrix()))
          .hasMessage("[2, 3] and [3, 2] must have the same shape");
      assertThatThrownBy(() -> engine.addBias(b.reshape(6), a.matrix()))
          .hasMessage("a row of 6 numbers does not fit [2, 3]");
      assertThatThrownBy(() -> engine.addBiasRelu(b.reshape(6), a.matrix()))
          .hasMessage("a row of 6 numbers does not fit [2, 3]");
      assertThatThrownBy(() -> engine.addColumnSums(a.matrix(), b.reshape(6)))
          .hasMessage("a row of 6 numbers does not fit [2, 3]");
      assertThatThrownBy(() -> engine.write(new float[5], a))
          .hasMessage("5 numbers do not fill a tensor of shape [2, 3]");
      assertThatThrownBy(() -> engine.write(new double[7], a))
          .hasMessage("7 numbers do not fill a tensor of shape [2, 3]");
      assertThatThrownBy(
              () -> engine.adam(new AdamStep(1, 0.9, 0.9, 1, 1), a, a, bench.random(4), a))
          .hasMessage("Adam needs a gradient and moments of the size of the values, 6");
    }
  }

  private static Matrix rectangle(Tensor x) {
    return x.rows(START, ROWS, COLUMNS, STRIDE);
  }
}
