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

/** Matrix products on views, against three loops. */
@ParameterizedClass
@EnumSource(EveryEngine.class)
final class GemmTest {

  private static final int GAP = 3; // numbers between two rows of a view

  private final EveryEngine engines;

  GemmTest(EveryEngine engines) {
    this.engines = engines;
  }

  static Stream<Arguments> cases() {
    int[][] shapes = {
      {1, 1, 1},
      {1, 4, 3},
      {4, 1, 2},
      {3, 5, 1},
      {7, 6, 5},
      {40, 33, 70}, // many rows, and few:
      {1, 3, 64},
      {16, 33, 70},
      {5, 8, 65}
    };
    return Arrays.stream(Precision.values())
        .flatMap(
            precision ->
                Arrays.stream(shapes)
                    .flatMap(
                        shape ->
                            Stream.of(0, 1, 2, 3)
                                .map(
                                    turned ->
                                        Arguments.of(
                                            precision,
                                            shape[0],
                                            shape[1],
                                            shape[2],
                                            (turned & 1) != 0,
                                            (turned & 2) != 0))));
  }

  @ParameterizedTest(name = "{0}: {1} x {2} times {2} x {3}, transposed {4} and {5}")
  @MethodSource("cases")
  void equalsTheSumOfProducts(
      Precision precision, int m, int k, int n, boolean turnA, boolean turnB) {
    double tolerance =
        precision == Precision.DOUBLE ? 1e-13 : 4e-6; // some roundings of sums near 5
    try (Bench bench = new Bench(engines, precision)) {
      Matrix a = view(bench, m, k, turnA);
      Matrix b = view(bench, k, n, turnB);
      Tensor room = bench.random(2 + m, n + GAP);
      Matrix c = room.rows(2L * (n + GAP) + 1, m, n, n + GAP);

      double[] expected = bench.read(room);
      addProduct(bench, a, b, c, 0, expected);
      bench.engine().multiply(a, b, c);
      assertThat(bench.read(room)).as("a·b").containsExactly(expected, within(tolerance));

      addProduct(bench, a, b, c, 1, expected);
      bench.engine().addProduct(a, b, c);
      assertThat(bench.read(room)).as("c + a·b").containsExactly(expected, within(2 * tolerance));
    }
  }

  @Test
  void readsRowsThatOverlap() {
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      Tensor signal = bench.of(new double[] {1, 2, 3, 4, 5, 6}, 6);
      Matrix frames = signal.rows(1, 2, 2, 2);
      Tensor sums = bench.zeros(2, 1);

      bench.engine().multiply(frames, bench.of(new double[] {1, 10}, 2, 1).matrix(), sums.matrix());

      assertThat(bench.read(sums)).containsExactly(2 + 30, 4 + 50);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void multipliesEachOfManyLikeOne(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Tensor shared = bench.random(3, 4);
      Tensor others = bench.random(5, 4, 2);
      Tensor found = bench.random(5, 3, 3);
      Matrix first = found.rows(1, 3, 2, 2);
      double[] expected = bench.read(found);
      double[] a = bench.read(shared);
      double[] b = bench.read(others);
      for (int i = 0; i < 5 * 6; i++) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += a[i / 2 % 3 * 4 + k] * b[(i / 6 * 4 + k) * 2 + i % 2];
        }
        expected[1 + i / 6 * 9 + i % 6] = sum;
      }

      bench
          .engine()
          .multiplyBatch(
              new MatrixBatch(shared.matrix(), 0, 5),
              new MatrixBatch(others.matrix().rows(0, 4), 8, 5),
              new MatrixBatch(first, 9, 5));

      assertThat(bench.read(found)).containsExactly(expected, within(1e-6));
    }
  }

  @Test
  void saysWhichMatricesAreTooMany() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Matrix x = bench.random(2, 2).matrix();
      MatrixBatch two = new MatrixBatch(x, 0, 2);

      assertThatThrownBy(() -> bench.engine().multiplyBatch(two, two, new MatrixBatch(x, 0, 3)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("2 matrices times 2 do not fit 3");
      assertThatThrownBy(() -> new MatrixBatch(x, 0, 0))
          .hasMessage("matrices must be at least 1 at a distance of at least 0, but are 0 at 0");
    }
  }

  @Test
  void givesTheSameBitsEachTime() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Matrix a = bench.random(65, 130).matrix();
      Matrix b = bench.random(130, 47).matrix();
      Tensor once = bench.zeros(65, 47);
      Tensor again = bench.random(65, 47);

      bench.engine().multiply(a, b, once.matrix());
      bench.engine().multiply(a, b, again.matrix());

      assertThat(bench.engine().floats(again)).containsExactly(bench.engine().floats(once));
    }
  }

  @Test
  void saysWhichShapesDoNotFit() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Engine engine = bench.engine();
      Matrix a = bench.random(2, 3).matrix();
      Matrix b = bench.random(4, 5).matrix();
      Matrix c = bench.random(2, 5).matrix();

      assertThatThrownBy(() -> engine.multiply(a, b, c))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("[2, 3] times [4, 5] does not fit [2, 5]");
      assertThatThrownBy(() -> engine.addProduct(a.transposed(), a, c))
          .hasMessage("[3, 2] times [2, 3] does not fit [2, 5]");
      assertThatThrownBy(() -> engine.multiply(c.transposed(), a, bench.random(3, 5).matrix()))
          .hasMessage("[5, 2] times [2, 3] does not fit [3, 5]");
      assertThatThrownBy(
              () -> engine.multiply(c.transposed(), a, bench.random(3, 5).matrix().transposed()))
          .hasMessage("[5, 2] times [2, 3] does not fit [5, 3]");
    }
  }

  /** A view of {@code rows x columns} in the midst of other numbers. */
  private static Matrix view(Bench bench, int rows, int columns, boolean isTurned) {
    int storedRows = isTurned ? columns : rows;
    int storedColumns = isTurned ? rows : columns;
    int stride = storedColumns + GAP;
    Matrix stored =
        bench.random(1 + storedRows, stride).rows(stride + 2L, storedRows, storedColumns, stride);
    return isTurned ? stored.transposed() : stored;
  }

  private static void addProduct(
      Bench bench, Matrix a, Matrix b, Matrix c, double beta, double[] room) {
    double[] left = numbers(bench, a);
    double[] right = numbers(bench, b);
    for (int i = 0; i < c.rows(); i++) {
      for (int j = 0; j < c.columns(); j++) {
        double sum = 0;
        for (int k = 0; k < a.productColumns(); k++) {
          sum += left[place(a, i, k)] * right[place(b, k, j)];
        }
        int place = 2 * c.rowStride() + 1 + i * c.rowStride() + j;
        room[place] = beta * room[place] + sum;
      }
    }
  }

  /** All numbers from its first to its last, with those between its rows. */
  private static double[] numbers(Bench bench, Matrix x) {
    return bench.read(
        new Tensor(x.memory(), x.offset(), (x.rows() - 1) * x.rowStride() + x.columns()));
  }

  /** Where among these a number is that a product reads. */
  private static int place(Matrix x, int row, int column) {
    return x.isTransposed() ? column * x.rowStride() + row : row * x.rowStride() + column;
  }
}
