package org.greedyinfomax.probe;

/**
 * Some rows of one fold, few enough for a processor's cache, kept row by row and channel by
 * channel: so products with weights and with residuals both run along memory.
 */
final class RowBlock {

  /** Rows of a block; the last of a fold may have fewer. */
  static final int ROWS = 256;

  private final int fold;
  private final int[] classes;
  private final double[] byRow; // [rows, channels]
  private final double[] byChannel; // [channels, rows]

  /**
   * Makes a block.
   *
   * @param classes of the rows, numbered from 0 without gaps
   * @param vectors of the rows, all of the same length
   */
  RowBlock(int fold, int[] classes, double[][] vectors) {
    int channels = vectors[0].length;
    this.fold = fold;
    this.classes = classes.clone();
    byRow = new double[classes.length * channels];
    byChannel = new double[classes.length * channels];
    for (int i = 0; i < classes.length; i++) {
      System.arraycopy(vectors[i], 0, byRow, i * channels, channels);
      for (int j = 0; j < channels; j++) {
        byChannel[j * classes.length + i] = vectors[i][j];
      }
    }
  }

  int fold() {
    return fold;
  }

  int size() {
    return classes.length;
  }

  int classOf(int row) {
    return classes[row];
  }

  /** Adds to {@code sums} the products of all rows with {@code channels} weights. */
  void addProducts(double[] weights, int start, int channels, double[] sums, int at) {
    int rows = classes.length;
    int j = 0;
    for (; j + 3 < channels; j += 4) {
      add4(weights, start + j, byChannel, j * rows, rows, sums, at);
    }
    for (; j < channels; j++) {
      add(weights[start + j], byChannel, j * rows, rows, sums, at);
    }
  }

  /** Adds to {@code sums} all rows, each times a factor. */
  void addRows(double[] factors, int start, int channels, double[] sums, int at) {
    int rows = classes.length;
    int i = 0;
    for (; i + 3 < rows; i += 4) {
      add4(factors, start + i, byRow, i * channels, channels, sums, at);
    }
    for (; i < rows; i++) {
      add(factors[start + i], byRow, i * channels, channels, sums, at);
    }
  }

  private static void add(
      double factor, double[] from, int start, int length, double[] sums, int at) {
    for (int l = 0; l < length; l++) {
      sums[at + l] += factor * from[start + l];
    }
  }

  /** Four neighbouring vectors at once: the sums are read and written a quarter as often. */
  private static void add4(
      double[] factors, int first, double[] from, int start, int length, double[] sums, int at) {
    double a = factors[first];
    double b = factors[first + 1];
    double c = factors[first + 2];
    double d = factors[first + 3];
    int second = start + length;
    int third = second + length;
    int fourth = third + length;
    for (int l = 0; l < length; l++) {
      sums[at + l] +=
          (a * from[start + l] + b * from[second + l])
              + (c * from[third + l] + d * from[fourth + l]);
    }
  }

  /** Adds the products of all pairs of channels, summed over rows, to {@code [c, c]}. */
  void addSquares(int channels, double[][] squares) {
    double[] column = new double[classes.length];
    for (int j = 0; j < channels; j++) {
      System.arraycopy(byChannel, j * classes.length, column, 0, classes.length);
      addRows(column, 0, channels, squares[j], 0);
    }
  }
}
