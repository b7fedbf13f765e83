package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.greedyinfomax.tensor.Bench;
import org.greedyinfomax.tensor.EveryEngine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products by kernels, against those by cuBLAS. */
final class CudaGemmTest {

  @ParameterizedTest(name = "[{0}, {1}] times [{1}, {2}] in {3} precision")
  @CsvSource({
    "1, 1, 1, SINGLE",
    "5, 16, 3, DOUBLE",
    "64, 17, 64, SINGLE",
    "70, 33, 133, SINGLE",
    "130, 40, 65, DOUBLE",
    "1000, 18, 1030, SINGLE"
  })
  void agreeWithTheLibrary(int rows, int inner, int columns, Precision precision) {
    try (Bench bench = new Bench(EveryEngine.CUDA, precision)) {
      for (int turned = 0; turned < 4; turned++) {
        Matrix a = factor(bench, rows, inner, (turned & 1) != 0);
        Matrix b = factor(bench, inner, columns, (turned & 2) != 0);
        Tensor expected = bench.zeros(rows, columns + 3);
        Tensor found = bench.zeros(rows, columns + 3);
        Matrix to = found.rows(2, rows, columns, columns + 3);
        Matrix as = expected.rows(2, rows, columns, columns + 3);
        CudaStream stream = CudaDevice.open().stream(precision);
        bench.engine().multiply(a, b, as);
        bench.engine().addProduct(a, b, as);
        bench.engine().doubles(expected); // waits

        CudaGemm.multiplyByKernel(stream, precision, a, b, to, false);
        CudaGemm.multiplyByKernel(stream, precision, a, b, to, true);
        stream.await();

        double tolerance = precision == Precision.SINGLE ? 1e-4 : 1e-12;
        assertThat(difference(bench.read(found), bench.read(expected))).isLessThan(tolerance);
        CudaDevice.open().giveBack(precision, stream);
      }
    }
  }

  /** The largest; NaN stays. */
  private static double difference(double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs(a[i] - b[i]));
    }
    return largest;
  }

  private static Matrix factor(Bench bench, int rows, int columns, boolean isTurned) {
    Matrix stored = (isTurned ? bench.random(columns, rows) : bench.random(rows, columns)).matrix();
    return isTurned ? stored.transposed() : stored;
  }
}
