package org.greedyinfomax.tensor;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;
import static org.greedyinfomax.tensor.Nd4jEngine.host;

/** Products of matrices where they lie: by OpenBLAS, but for {@link FewRows}. */
final class Products {

  private Products() {}

  /** {@code c = a·b + beta·c}. */
  static void multiply(Matrix a, Matrix b, double beta, Matrix c) {
    Shapes.requireProduct(a, b, c);
    if (FewRows.suits(a, b, c)) {
      FewRows.multiply(a, b, beta, c);
      return;
    }
    int transA = a.isTransposed() ? CblasTrans : CblasNoTrans;
    int transB = b.isTransposed() ? CblasTrans : CblasNoTrans;
    int m = c.rows();
    int n = c.columns();
    int k = a.productColumns();
    if (host(c.memory()) instanceof Singles singles) {
      cblas_sgemm(
          CblasRowMajor,
          transA,
          transB,
          m,
          n,
          k,
          1,
          ((Singles) a.memory()).left(a.offset()),
          a.rowStride(),
          ((Singles) b.memory()).right(b.offset()),
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
          ((Doubles) a.memory()).left(a.offset()),
          a.rowStride(),
          ((Doubles) b.memory()).right(b.offset()),
          b.rowStride(),
          beta,
          ((Doubles) c.memory()).result(c.offset()),
          c.rowStride());
    }
  }
}
