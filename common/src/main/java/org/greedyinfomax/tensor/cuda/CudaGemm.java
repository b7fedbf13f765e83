package org.greedyinfomax.tensor.cuda;

import java.util.Optional;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.MatrixBatch;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Shapes;

/** Products of matrices: by cuBLAS where it is installed, and by kernels elsewhere. */
final class CudaGemm {

  private static final int SMALL = 64; // rows and columns of what a block computes
  private static final int LARGE = 128;

  /** Blocks from which on large ones keep a GPU busy. Both kinds give the same bits. */
  private static final long MANY = 64;

  private CudaGemm() {}

  /** {@code c = a·b}, or {@code c += a·b}. */
  static void multiply(
      CudaStream stream, Precision precision, Matrix a, Matrix b, Matrix c, boolean isAdded) {
    Shapes.requireProduct(a, b, c);
    Optional<Cublas> cublas = stream.cublas();
    if (cublas.isPresent()) {
      stream.multiply(cublas.get(), a, b, isAdded, c);
    } else {
      multiplyByKernel(stream, precision, a, b, c, isAdded);
    }
  }

  /** {@code c[i] = a[i]·b[i]}: at once by cuBLAS, and one by one by kernels. */
  static void multiplyBatch(
      CudaStream stream, Precision precision, MatrixBatch a, MatrixBatch b, MatrixBatch c) {
    Shapes.requireAsMany(a, b, c);
    Shapes.requireProduct(a.first(), b.first(), c.first());
    Optional<Cublas> cublas = stream.cublas();
    if (cublas.isPresent()) {
      stream.multiplyBatch(cublas.get(), a, b, c);
      return;
    }
    for (int i = 0; i < c.count(); i++) {
      multiplyByKernel(stream, precision, a.at(i), b.at(i), c.at(i), false);
    }
  }

  /** {@code c = a·b}, or {@code c += a·b}, without cuBLAS. */
  static void multiplyByKernel(
      CudaStream stream, Precision precision, Matrix a, Matrix b, Matrix c, boolean isAdded) {
    boolean isLarge = precision == Precision.SINGLE && tiles(c, LARGE) >= MANY;
    stream.launch(
        isLarge ? "product_128" : "product_64",
        Shapes.count(tiles(c, isLarge ? LARGE : SMALL)),
        a.isTransposed() ? 1 : 0,
        b.isTransposed() ? 1 : 0,
        c.rows(),
        c.columns(),
        a.productColumns(),
        a,
        b,
        isAdded ? 1 : 0,
        c);
  }

  private static long tiles(Matrix c, int side) {
    return ((c.rows() - 1L) / side + 1) * ((c.columns() - 1L) / side + 1);
  }
}
