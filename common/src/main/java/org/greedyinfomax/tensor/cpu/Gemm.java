package org.greedyinfomax.tensor.cpu;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.greedyinfomax.tensor.cpu.CpuEngine.host;

import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Shapes;

/** Products of matrices where they lie: by OpenBLAS, but for {@link SkinnyGemm}. */
final class Gemm {

  private Gemm() {}

  /** {@code c = a·b + beta·c}. */
  static void multiply(Matrix a, Matrix b, double beta, Matrix c) {
    Shapes.requireProduct(a, b, c);
    if (SkinnyGemm.suits(a, b, c)) {
      SkinnyGemm.multiply(a, b, beta, c);
      return;
    }
    int transA = a.isTransposed() ? CblasTrans : CblasNoTrans;
    int transB = b.isTransposed() ? CblasTrans : CblasNoTrans;
    int m = c.rows();
    int n = c.columns();
    int k = a.productColumns();
    if (host(c.memory()) instanceof FloatMemory singles) {
      cblas_sgemm(
          CblasRowMajor,
          transA,
          transB,
          m,
          n,
          k,
          1,
          ((FloatMemory) a.memory()).left(a.offset()),
          a.rowStride(),
          ((FloatMemory) b.memory()).right(b.offset()),
          b.rowStride(),
          (float) beta,
          singles.result(c.offset()),
          c.rowStride());
    } else {
      cblas_dgemm(
          CblasRowMajor,
          transA,
          transB,
          m,
          n,
          k,
          1,
          ((DoubleMemory) a.memory()).left(a.offset()),
          a.rowStride(),
          ((DoubleMemory) b.memory()).right(b.offset()),
          b.rowStride(),
          beta,
          ((DoubleMemory) c.memory()).result(c.offset()),
          c.rowStride());
    }
  }
}
