package org.greedyinfomax.tensor.cpu;

import java.util.Arrays;
import org.greedyinfomax.tensor.Matrix;

/**
 * Products of few rows with a matrix in single precision, which a gated recurrent unit computes for
 * each frame: every row of the matrix is read once, and added to all sums while it is in the cache.
 *
 * <p>OpenBLAS first copies the whole matrix into an order that suits many rows. With 8 rows that
 * takes longer than the product, with 1 five times as long; from some 20 rows on it pays.
 */
final class SkinnyGemm {

  private static final int MOST = 16;

  /** Columns below which loops are too short. */
  private static final int NARROWEST = 64;

  private SkinnyGemm() {}

  static boolean suits(Matrix a, Matrix b, Matrix c) {
    return c.memory() instanceof FloatMemory
        && c.rows() <= MOST
        && c.columns() >= NARROWEST
        && !a.isTransposed()
        && !b.isTransposed();
  }

  /** {@code c = a·b + beta·c}, where beta is 0 or 1. */
  static void multiply(Matrix a, Matrix b, double beta, Matrix c) {
    float[][] factors = new float[c.rows()][(a.columns() + 3) / 4 * 4]; // zeros after the last
    float[][] sums = new float[c.rows()][c.columns()];
    for (int r = 0; r < factors.length; r++) {
      singles(a).take(a.row(r), factors[r], a.columns());
      if (beta != 0) {
        singles(c).take(c.row(r), sums[r], c.columns());
      }
    }
    float[][] rows = new float[4][c.columns()];
    for (int k = 0; k < b.rows(); k += rows.length) {
      for (int i = 0; i < rows.length; i++) {
        if (k + i < b.rows()) {
          singles(b).take(b.row(k + i), rows[i], c.columns());
        } else {
          Arrays.fill(rows[i], 0);
        }
      }
      for (int r = 0; r < factors.length; r++) {
        float[] of = factors[r];
        addFour(
            sums[r], rows[0], rows[1], rows[2], rows[3], of[k], of[k + 1], of[k + 2], of[k + 3]);
      }
    }
    for (int r = 0; r < sums.length; r++) {
      singles(c).give(c.row(r), sums[r], c.columns());
    }
  }

  /** Adds four rows, each times a factor, so that the sums are read and written once. */
  static void addFour(
      float[] sums,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float ofA,
      float ofB,
      float ofC,
      float ofD) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += ofA * a[j] + ofB * b[j] + ofC * c[j] + ofD * d[j];
    }
  }

  private static FloatMemory singles(Matrix matrix) {
    return (FloatMemory) matrix.memory();
  }
}
