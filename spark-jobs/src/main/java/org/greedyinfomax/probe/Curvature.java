package org.greedyinfomax.probe;

import java.util.Arrays;
import java.util.List;

/**
 * An estimate of a logistic loss's second derivatives, for steps that go as far in directions in
 * which channels hardly vary as in those in which they do: for each class the covariance of the
 * channels times the variance of a guess, and the penalty.
 */
final class Curvature {

  /** Of more channels the covariance would cost more than it saves: they count as uncorrelated. */
  private static final int MOST_CHANNELS = 1024;

  /** Rows that tell the covariance well enough. */
  private static final int MOST_BLOCKS = 32;

  private static final double SMALLEST = 1e-9; // where there is no penalty

  private final int channels;
  private final int classes;
  private final double ofIntercepts;
  private final double[][] triangle; // lower, of the factor of Cholesky; empty if uncorrelated
  private final double diagonal;

  private Curvature(
      int channels, int classes, double ofIntercepts, double[][] triangle, double diagonal) {
    this.channels = channels;
    this.classes = classes;
    this.ofIntercepts = ofIntercepts;
    this.triangle = triangle;
    this.diagonal = diagonal;
  }

  /** The products of all pairs of channels, on average over rows; none if there are too many. */
  static double[][] covariance(List<RowBlock> blocks, int channels) {
    if (channels > MOST_CHANNELS) {
      return new double[0][];
    }
    double[][] squares = new double[channels][channels];
    int stride = (blocks.size() + MOST_BLOCKS - 1) / MOST_BLOCKS;
    int rows = 0;
    for (int b = 0; b < blocks.size(); b += stride) {
      blocks.get(b).addSquares(channels, squares);
      rows += blocks.get(b).size();
    }
    for (double[] row : squares) {
      for (int j = 0; j < channels; j++) {
        row[j] /= rows;
      }
    }
    return squares;
  }

  /**
   * Makes an estimate.
   *
   * @param covariance what {@link #covariance} returns
   */
  static Curvature of(double[][] covariance, int channels, int classes, double penalty) {
    double variance = (1.0 / classes) * (1 - 1.0 / classes);
    double least = Math.max(penalty, SMALLEST);
    double[][] sum = new double[covariance.length][];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = covariance[i].clone();
      for (int j = 0; j < channels; j++) {
        sum[i][j] *= variance;
      }
      sum[i][i] += least;
    }
    factorize(sum);
    return new Curvature(channels, classes, variance, sum, variance + least);
  }

  /** Cholesky's factor of a positive definite matrix, in its lower triangle. */
  private static void factorize(double[][] matrix) {
    for (int i = 0; i < matrix.length; i++) {
      double[] row = matrix[i];
      for (int j = 0; j <= i; j++) {
        double[] other = matrix[j];
        double sum = row[j] - product(row, other, j);
        row[j] = j < i ? sum / other[j] : Math.sqrt(Math.max(sum, SMALLEST));
      }
    }
  }

  /** Of the first numbers of two arrays, by four sums that do not wait for each other. */
  private static double product(double[] x, double[] y, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += x[i] * y[i];
      b += x[i + 1] * y[i + 1];
      c += x[i + 2] * y[i + 2];
      d += x[i + 3] * y[i + 3];
    }
    for (; i < length; i++) {
      a += x[i] * y[i];
    }
    return (a + b) + (c + d);
  }

  /** The step from a gradient to where it would vanish if the estimate were right. */
  double[] solve(double[] gradient) {
    double[] step = gradient.clone();
    for (int k = 0; k < classes; k++) {
      solve(step, k * channels);
      step[classes * channels + k] /= ofIntercepts;
    }
    return step;
  }

  private void solve(double[] values, int start) {
    if (triangle.length == 0) {
      for (int j = 0; j < channels; j++) {
        values[start + j] /= diagonal;
      }
      return;
    }
    double[] x = Arrays.copyOfRange(values, start, start + channels);
    for (int i = 0; i < channels; i++) {
      x[i] = (x[i] - product(triangle[i], x, i)) / triangle[i][i];
    }
    for (int i = channels - 1; i >= 0; i--) {
      x[i] /= triangle[i][i];
      double found = x[i];
      double[] row = triangle[i];
      for (int j = 0; j < i; j++) {
        x[j] -= found * row[j];
      }
    }
    System.arraycopy(x, 0, values, start, channels);
  }
}
