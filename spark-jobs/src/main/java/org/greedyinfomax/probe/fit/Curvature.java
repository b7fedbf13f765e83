package org.greedyinfomax.probe.fit;

import java.util.Arrays;
import java.util.List;

/**
 * An estimate of a logistic loss's second derivatives at a point, for steps that go as far in
 * directions in which channels hardly vary as in those in which they do. It is the same for each
 * class: the mean over rows of the products of all pairs of channels, times how uncertain a row is,
 * divided by the number of classes; and the penalty.
 */
public final class Curvature {

  /** Of more channels the covariance would cost more than it saves: they count as uncorrelated. */
  private static final int MOST_CHANNELS = 1024;

  /** Rows that tell the covariance well enough, in blocks. */
  private static final int MOST_BLOCKS = 32;

  private static final double SMALLEST = 1e-9; // where there is no penalty

  private final int channels;
  private final int classes;
  private final double ofIntercepts;
  private final double[][] inverse; // of Cholesky's factor, [c][c + 1]; empty if uncorrelated
  private final double diagonal;

  private Curvature(
      int channels, int classes, double ofIntercepts, double[][] inverse, double diagonal) {
    this.channels = channels;
    this.classes = classes;
    this.ofIntercepts = ofIntercepts;
    this.inverse = inverse;
    this.diagonal = diagonal;
  }

  /**
   * Estimates.
   *
   * @param blocks with at least one row
   * @param parameters of a {@link LogisticLoss}, the point
   * @param penalty of that loss
   */
  static Curvature of(
      List<RowBlock> blocks, int channels, int classes, double[] parameters, double penalty) {
    double least = Math.max(penalty, SMALLEST);
    LogisticLoss loss = new LogisticLoss(blocks, channels, classes, penalty);
    double[][] sums = new double[channels > MOST_CHANNELS ? 0 : channels][channels];
    int stride = (blocks.size() + MOST_BLOCKS - 1) / MOST_BLOCKS;
    double weights = 0;
    int rows = 0;
    for (int b = 0; b < blocks.size(); b += stride) {
      RowBlock block = blocks.get(b);
      double[] uncertainties = loss.uncertainties(block, parameters);
      block.addRows(weighted(block, sums.length, uncertainties), sums);
      weights += Arrays.stream(uncertainties).sum();
      rows += block.size();
    }
    double scale = 1.0 / rows / classes;
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < channels; j++) {
        sums[i][j] *= scale;
      }
      sums[i][i] += least;
    }
    factorize(sums);
    return new Curvature(
        channels,
        classes,
        Math.max(weights * scale, SMALLEST),
        invert(sums),
        weights * scale + least);
  }

  private static double[][] weighted(RowBlock block, int channels, double[] weights) {
    double[][] weighted = new double[channels][block.size()];
    for (int j = 0; j < channels; j++) {
      double[] channel = block.channel(j);
      for (int i = 0; i < weights.length; i++) {
        weighted[j][i] = channel[i] * weights[i];
      }
    }
    return weighted;
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

  /** The inverse of a lower triangle, row by row, each as long as it has numbers. */
  private static double[][] invert(double[][] triangle) {
    double[][] inverse = new double[triangle.length][];
    for (int i = 0; i < inverse.length; i++) {
      double[] row = new double[i + 1];
      for (int j = 0; j < i; j++) {
        add(-triangle[i][j], inverse[j], row);
      }
      row[i] = 1;
      for (int j = 0; j <= i; j++) {
        row[j] /= triangle[i][i];
      }
      inverse[i] = row;
    }
    return inverse;
  }

  /** Of the first numbers of two arrays, by four sums that do not wait for each other. */
  public static double product(double[] x, double[] y, int length) {
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

  /** Adds an array, times a factor, to the beginning of another. */
  public static void add(double factor, double[] from, double[] to) {
    for (int i = 0; i < from.length; i++) {
      to[i] += factor * from[i];
    }
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
    if (inverse.length == 0) {
      for (int j = 0; j < channels; j++) {
        values[start + j] /= diagonal;
      }
      return;
    }
    double[] given = Arrays.copyOfRange(values, start, start + channels);
    double[] solved = new double[channels];
    for (double[] row : inverse) {
      add(product(row, given, row.length), row, solved);
    }
    System.arraycopy(solved, 0, values, start, channels);
  }
}
