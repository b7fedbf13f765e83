package org.greedyinfomax.probe.fit;

import java.util.Arrays;

/**
 * Some rows of one fold, few enough for a processor's cache, kept row by row and channel by
 * channel: so products with weights and with residuals both run along memory. Each row and each
 * channel is an array of its own, over which the JIT compiler runs several numbers at a time.
 */
final class RowBlock {

  /** Rows of a block; the last of a fold may have fewer. */
  static final int ROWS = 256;

  private final int fold;
  private final int[] classes;
  private final double[][] byRow; // [rows][channels]
  private final double[][] byChannel; // [channels][rows]

  /**
   * Makes a block.
   *
   * @param classes of the rows, numbered from 0 without gaps
   * @param vectors of the rows, all of the same length, which is at least 1
   */
  RowBlock(int fold, int[] classes, double[][] vectors) {
    this.fold = fold;
    this.classes = classes.clone();
    byRow = Arrays.stream(vectors).map(double[]::clone).toArray(double[][]::new);
    byChannel = new double[vectors[0].length][classes.length];
    for (int i = 0; i < classes.length; i++) {
      for (int j = 0; j < byChannel.length; j++) {
        byChannel[j][i] = vectors[i][j];
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

  /** The block's rows in one channel, which must not be changed. */
  double[] channel(int channel) {
    return byChannel[channel];
  }

  /**
   * Adds to {@code sums[k][i]} the product of row {@code i} with {@code weights[k]}.
   *
   * @param weights {@code [any number][channels]}
   * @param sums {@code [as many][at least as many as rows]}
   */
  void addProducts(double[][] weights, double[][] sums) {
    addCombinations(weights, byChannel, sums);
  }

  /**
   * Adds to {@code sums[k]} all rows, row {@code i} times {@code factors[k][i]}.
   *
   * @param factors {@code [any number][at least as many as rows]}
   * @param sums {@code [as many][channels]}
   */
  void addRows(double[][] factors, double[][] sums) {
    addCombinations(factors, byRow, sums);
  }

  /**
   * Four vectors at a time stay in the cache for all sums, which are touched a quarter as often.
   */
  private static void addCombinations(double[][] factors, double[][] vectors, double[][] sums) {
    int v = 0;
    for (; v + 3 < vectors.length; v += 4) {
      for (int k = 0; k < sums.length; k++) {
        double[] of = factors[k];
        addFour(
            sums[k],
            vectors[v],
            vectors[v + 1],
            vectors[v + 2],
            vectors[v + 3],
            of[v],
            of[v + 1],
            of[v + 2],
            of[v + 3]);
      }
    }
    for (; v < vectors.length; v++) {
      for (int k = 0; k < sums.length; k++) {
        addOne(sums[k], vectors[v], factors[k][v]);
      }
    }
  }

  private static void addFour(
      double[] sums,
      double[] a,
      double[] b,
      double[] c,
      double[] d,
      double ofA,
      double ofB,
      double ofC,
      double ofD) {
    for (int l = 0; l < a.length; l++) {
      sums[l] += (ofA * a[l] + ofB * b[l]) + (ofC * c[l] + ofD * d[l]);
    }
  }

  private static void addOne(double[] sums, double[] vector, double factor) {
    for (int l = 0; l < vector.length; l++) {
      sums[l] += factor * vector[l];
    }
  }
}
