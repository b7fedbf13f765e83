package org.greedyinfomax.probe.labels;

import java.util.ArrayList;
import java.util.List;

/**
 * The space that some vectors span, for fits to fewer vectors than these have channels. A penalty
 * on squared weights leaves no weight outside of it, so that a fit in its few coordinates is the
 * same.
 */
public final class RowSpace {

  private static final double DEPENDENT = 1e-9; // of a vector's length: what is left is rounding

  private final List<double[]> basis = new ArrayList<>(); // orthonormal

  /** The space of some vectors of the same length. */
  public RowSpace(double[][] vectors) {
    for (double[] vector : vectors) {
      double[] rest = vector.clone();
      remove(rest);
      remove(rest); // what rounding has left of the first time
      double length = Math.sqrt(product(rest, rest));
      if (length > DEPENDENT * Math.sqrt(product(vector, vector))) {
        for (int j = 0; j < rest.length; j++) {
          rest[j] /= length;
        }
        basis.add(rest);
      }
    }
  }

  private void remove(double[] vector) {
    for (double[] direction : basis) {
      add(-product(vector, direction), direction, vector);
    }
  }

  /** How many coordinates there are; 0 if all vectors are zero. */
  public int dimensions() {
    return basis.size();
  }

  /** The coordinates of a vector in it. */
  public double[] coordinates(double[] vector) {
    double[] coordinates = new double[basis.size()];
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] = product(vector, basis.get(i));
    }
    return coordinates;
  }

  /** The vector that has some coordinates. */
  public double[] vector(double[] coordinates) {
    double[] vector = new double[basis.get(0).length];
    for (int i = 0; i < coordinates.length; i++) {
      add(coordinates[i], basis.get(i), vector);
    }
    return vector;
  }

  private static void add(double factor, double[] from, double[] to) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * from[j];
    }
  }

  private static double product(double[] x, double[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += x[j] * y[j];
    }
    return sum;
  }
}
