package org.greedyinfomax.model.spec;

import org.greedyinfomax.tensor.RandomStream;

/** Square orthogonal matrices, all equally likely (Mezzadri 2007). */
final class RandomOrthogonal {

  private RandomOrthogonal() {}

  /** Orthonormal rows: normal numbers, made orthogonal by Gram and Schmidt, twice for precision. */
  static double[][] draw(int size, RandomStream random) {
    double[][] rows = new double[size][size];
    for (int r = 0; r < size; r++) {
      for (int c = 0; c < size; c++) {
        rows[r][c] = random.nextGaussian();
      }
      for (int pass = 0; pass < 2; pass++) {
        for (int before = 0; before < r; before++) {
          addScaled(rows[r], -dot(rows[r], rows[before]), rows[before]);
        }
      }
      double length = Math.sqrt(dot(rows[r], rows[r]));
      for (int c = 0; c < size; c++) {
        rows[r][c] /= length;
      }
    }
    return rows;
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  private static void addScaled(double[] y, double factor, double[] x) {
    for (int i = 0; i < y.length; i++) {
      y[i] += factor * x[i];
    }
  }
}
