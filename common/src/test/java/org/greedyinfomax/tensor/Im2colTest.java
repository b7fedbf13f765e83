package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(EveryEngine.class)
final class Im2colTest {

  private static final int GAP = 3;

  private final EveryEngine engines;

  Im2colTest(EveryEngine engines) {
    this.engines = engines;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void laysTheWindowsOfAnImageSideBySide(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Windows windows = new Windows(1, 2, 3, 1, Kernel.square(3, 2, 1));
      Tensor image = bench.of(new double[] {1, 2, 3, 4, 5, 6}, 1, 2, 3, 1);
      Tensor columns = bench.random(2, 9);

      bench.engine().im2col(windows, image, 0, columns.matrix());

      assertThat(bench.read(columns))
          .containsExactly(0, 0, 0, 0, 1, 2, 0, 4, 5, 0, 0, 0, 2, 3, 0, 5, 6, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void addsWindowsWhereTheyMeet(Precision precision) {
    try (Bench bench = new Bench(engines, precision)) {
      Windows windows = new Windows(1, 2, 3, 1, Kernel.square(2, 1, 0));
      Tensor image = bench.of(new double[] {100, 100, 100, 100, 100, 100}, 1, 2, 3, 1);
      Tensor columns = bench.of(new double[] {1, 2, 3, 4, 10, 20, 30, 40}, 2, 4);

      bench.engine().col2im(windows, columns.matrix(), 0, image);

      assertThat(bench.read(image)).containsExactly(101, 112, 120, 103, 134, 140);
    }
  }

  @ParameterizedTest(
      name = "kernel {4} x {5} stride {6} padding {7}, {8}, {9} on [{0}, {1}, {2}, {3}]")
  @CsvSource({
    "1,  1,  1,  1, 1, 1, 1, 0, 0, 0",
    "2,  5,  7,  3, 1, 1, 1, 0, 0, 0",
    "2,  5,  7,  3, 1, 1, 2, 0, 0, 0",
    "2,  5,  7,  3, 1, 1, 2, 1, 1, 1",
    "3,  4,  4,  2, 3, 3, 1, 1, 1, 1",
    "2,  6,  5, 40, 3, 3, 2, 1, 1, 1", // runs long enough to be copied at once
    "2,  7,  4,  1, 3, 3, 2, 0, 0, 0",
    "1,  3,  9,  2, 3, 3, 1, 2, 2, 2", // some windows see a corner only
    "1,  6,  8,  1, 5, 5, 1, 2, 2, 2",
    "1,  5,  6,  4, 5, 5, 3, 1, 1, 1",
    "2,  2,  2,  3, 2, 2, 1, 4, 4, 4", // some windows see nothing
    "2,  4,  5,  3, 2, 3, 1, 1, 0, 1",
    "2,  4,  5, 40, 1, 3, 1, 0, 0, 1",
    "1,  4,  5,  2, 3, 2, 2, 0, 3, 1"
  })
  void equalsTheDefinitionWhereverItStarts(
      int images,
      int rows,
      int width,
      int in,
      int kernelRows,
      int kernelColumns,
      int stride,
      int above,
      int below,
      int beside) {
    Kernel kernel = new Kernel(kernelRows, kernelColumns, stride, above, below, beside);
    Windows windows = new Windows(images, rows, width, in, kernel);
    for (Precision precision : Precision.values()) {
      try (Bench bench = new Bench(engines, precision)) {
        Tensor x = bench.random(2, images, rows, width, in).slice(0, images, rows, width, in);
        double[] all = naive(windows, bench.read(x));

        for (int start : new int[] {0, windows.count() / 3, windows.count() - 1}) {
          int count = (windows.count() - start + 1) / 2;
          Tensor target = bench.random(count, windows.length() + GAP);
          Matrix columns = target.rows(0, count, windows.length(), windows.length() + GAP);
          double[] expected = bench.read(target);
          for (int i = 0; i < count; i++) {
            System.arraycopy(
                all,
                (start + i) * windows.length(),
                expected,
                i * (windows.length() + GAP),
                windows.length());
          }

          bench.engine().im2col(windows, x, start, columns);

          assertThat(bench.read(target)).as("from window %d", start).containsExactly(expected);
        }
      }
    }
  }

  /** Unfolding is linear, and folding its transpose: {@code ⟨im2col(x), c⟩ = ⟨x, fold(c)⟩}. */
  @ParameterizedTest(
      name = "kernel {4} x {5} stride {6} padding {7}, {8}, {9} on [{0}, {1}, {2}, {3}]")
  @CsvSource({
    "1, 1, 1,  1, 1, 1, 1, 0, 0, 0",
    "2, 5, 7,  3, 1, 1, 2, 0, 0, 0",
    "3, 4, 4,  2, 3, 3, 1, 1, 1, 1",
    "2, 6, 5, 40, 3, 3, 2, 1, 1, 1",
    "1, 6, 8,  1, 5, 5, 1, 2, 2, 2",
    "1, 5, 6,  4, 5, 5, 3, 1, 1, 1",
    "2, 2, 2,  3, 2, 2, 1, 4, 4, 4",
    "2, 4, 5,  3, 2, 3, 1, 1, 0, 1",
    "2, 4, 5,  3, 1, 3, 1, 0, 0, 1",
    "1, 4, 5,  2, 3, 2, 2, 0, 3, 1"
  })
  void foldingIsTheTransposeOfUnfolding(
      int images,
      int rows,
      int width,
      int in,
      int kernelRows,
      int kernelColumns,
      int stride,
      int above,
      int below,
      int beside) {
    Kernel kernel = new Kernel(kernelRows, kernelColumns, stride, above, below, beside);
    Windows windows = new Windows(images, rows, width, in, kernel);
    try (Bench bench = new Bench(engines, Precision.DOUBLE)) {
      int start = windows.count() / 3;
      int count = windows.count() - start;
      Tensor x = bench.random(images, rows, width, in);
      Tensor c = bench.random(count, windows.length());
      Tensor unfolded = bench.zeros(count, windows.length());
      Tensor folded = bench.zeros(images, rows, width, in);

      bench.engine().im2col(windows, x, start, unfolded.matrix());
      bench.engine().col2im(windows, c.matrix(), start, folded);

      assertThat(bench.dot(x, folded)).isCloseTo(bench.dot(unfolded, c), within(1e-12));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (Bench bench = new Bench(engines, Precision.SINGLE)) {
      Engine engine = bench.engine();
      Windows windows = new Windows(1, 4, 4, 2, Kernel.square(3, 1, 0));
      Tensor image = bench.random(1, 4, 4, 2);
      Matrix columns = bench.random(2, 18).matrix();

      assertThatThrownBy(() -> engine.im2col(windows, bench.random(1, 4, 4, 3), 0, columns))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("images must have shape [1, 4, 4, 2], but has [1, 4, 4, 3]");
      assertThatThrownBy(() -> engine.col2im(windows, bench.random(2, 9).matrix(), 0, image))
          .hasMessage("windows of 18 numbers do not fit rows of 9");
      assertThatThrownBy(() -> engine.im2col(windows, image, 3, columns))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> engine.col2im(windows, columns, -1, image))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static double[] naive(Windows windows, double[] x) {
    Kernel kernel = windows.kernel();
    int in = windows.in();
    int across = windows.outputColumns();
    int down = windows.outputRows();
    double[] columns = new double[windows.count() * windows.length()];
    Arrays.setAll(
        columns,
        i -> {
          int c = i % in;
          int tapColumn = i / in % kernel.columns();
          int tapRow = i / in / kernel.columns() % kernel.rows();
          int window = i / windows.length();
          int column = window % across * kernel.stride() - kernel.beside() + tapColumn;
          int row = window / across % down * kernel.stride() - kernel.above() + tapRow;
          boolean inside =
              row >= 0 && row < windows.rows() && column >= 0 && column < windows.columns();
          int image = window / across / down;
          return inside
              ? x[((image * windows.rows() + row) * windows.columns() + column) * in + c]
              : 0;
        });
    return columns;
  }
}
