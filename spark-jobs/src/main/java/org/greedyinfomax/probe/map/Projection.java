package org.greedyinfomax.probe.map;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.greedyinfomax.probe.fit.LabelledRows;

/**
 * Rows projected on the first two principal components of their vectors (PCA). Every channel is
 * shifted and scaled before to mean 0 and deviation 1, as for probes.
 *
 * @param explained share of the variance that lies along each of the two directions, in [0, 1]
 * @param x of each row, to four digits behind the point: a figure needs no more
 * @param y of each row, likewise
 */
record Projection(List<Double> explained, List<Double> x, List<Double> y) {

  /** So few rows have no plane of their own. */
  static final int FEWEST_ROWS = 3;

  private static final int AXES = 2;

  Projection {
    explained = List.copyOf(explained);
    x = List.copyOf(x);
    y = List.copyOf(y);
  }

  /**
   * Projects.
   *
   * @param vectors {@code [rows][channels]}, at least {@link #FEWEST_ROWS} and 1; standardized in
   *     place
   */
  static Projection of(double[][] vectors) {
    LabelledRows.standardize(vectors);
    RealMatrix rows = new Array2DRowRealMatrix(vectors, false);
    boolean isTall = vectors.length > vectors[0].length;
    // The smaller of the two has the same eigenvalues, but for zeros.
    RealMatrix products =
        isTall ? rows.transpose().multiply(rows) : rows.multiply(rows.transpose());
    EigenDecomposition decomposition = new EigenDecomposition(products);
    double total = products.getTrace();
    double[][] coordinates = new double[AXES][vectors.length];
    double[] shares = new double[AXES];
    for (int axis = 0; axis < Math.min(AXES, products.getRowDimension()); axis++) {
      double variance = Math.max(0, decomposition.getRealEigenvalue(axis));
      double[] eigenvector = decomposition.getEigenvector(axis).toArray();
      coordinates[axis] =
          isTall ? rows.operate(eigenvector) : scaled(eigenvector, Math.sqrt(variance));
      if (peak(coordinates[axis]) < 0) { // of two directions always the same
        coordinates[axis] = scaled(coordinates[axis], -1);
      }
      shares[axis] = total > 0 ? rounded(Math.min(1, variance / total)) : 0;
    }
    return new Projection(boxed(shares), boxed(coordinates[0]), boxed(coordinates[1]));
  }

  private static double[] scaled(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  /** The value that is farthest from 0, the first of several. */
  private static double peak(double[] values) {
    int farthest =
        IntStream.range(0, values.length)
            .reduce((a, b) -> Math.abs(values[b]) > Math.abs(values[a]) ? b : a)
            .orElseThrow();
    return values[farthest];
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).mapToObj(Projection::rounded).toList();
  }

  private static double rounded(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}
