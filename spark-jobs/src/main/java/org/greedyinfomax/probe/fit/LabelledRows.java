package org.greedyinfomax.probe.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.greedyinfomax.probe.table.Examples;

/** Vectors in memory with their classes and folds. */
public final class LabelledRows implements Serializable {

  private static final long serialVersionUID = 1;

  private static final double ROUNDING = 1e-9; // of sums of numbers that are all the same

  private final int[] classes;
  private final int[] folds;
  private final double[][] vectors;

  private LabelledRows(int size) {
    classes = new int[size];
    folds = new int[size];
    vectors = new double[size][];
  }

  /**
   * Packs rows.
   *
   * @param rows of {@link Examples#CLASS}, {@link Examples#VECTOR} and {@link Penalties#PLACE}
   */
  public static LabelledRows of(Iterator<Row> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    LabelledRows packed = new LabelledRows(all.size());
    for (int i = 0; i < packed.classes.length; i++) {
      Row row = all.get(i);
      packed.classes[i] = VectorBlock.classOf(row);
      packed.vectors[i] = row.<Vector>getAs(1).toArray();
      packed.folds[i] = Penalties.fold(row.getInt(2));
    }
    return packed;
  }

  /** Takes vectors, each with a class and a fold. */
  public static LabelledRows of(int[] classes, int[] folds, double[][] vectors) {
    LabelledRows packed = new LabelledRows(classes.length);
    System.arraycopy(classes, 0, packed.classes, 0, classes.length);
    System.arraycopy(folds, 0, packed.folds, 0, folds.length);
    System.arraycopy(vectors, 0, packed.vectors, 0, vectors.length);
    return packed;
  }

  /**
   * Shifts and scales every channel so that it has mean 0 and deviation 1 in these rows.
   *
   * @param others are shifted and scaled as these
   */
  public void standardize(LabelledRows others) {
    standardize(vectors, others.vectors);
  }

  /** Shifts and scales every channel so that it has mean 0 and deviation 1; a constant one is 0. */
  public static void standardize(double[][] vectors) {
    standardize(vectors, new double[0][]);
  }

  private static void standardize(double[][] vectors, double[][] others) {
    double[] means = new double[vectors[0].length];
    for (double[] vector : vectors) {
      for (int j = 0; j < means.length; j++) {
        means[j] += vector[j] / vectors.length;
      }
    }
    double[] deviations = new double[means.length];
    for (double[] vector : vectors) {
      for (int j = 0; j < means.length; j++) {
        deviations[j] += (vector[j] - means[j]) * (vector[j] - means[j]);
      }
    }
    for (int j = 0; j < means.length; j++) {
      deviations[j] = Math.sqrt(deviations[j] / (vectors.length - 1));
    }
    scale(vectors, means, deviations);
    scale(others, means, deviations);
  }

  private static void scale(double[][] vectors, double[] means, double[] deviations) {
    for (double[] vector : vectors) {
      for (int j = 0; j < vector.length; j++) {
        boolean isConstant = deviations[j] <= ROUNDING * Math.abs(means[j]); // and says nothing
        vector[j] = isConstant ? 0 : (vector[j] - means[j]) / deviations[j];
      }
    }
  }

  public int size() {
    return classes.length;
  }

  public int classOf(int row) {
    return classes[row];
  }

  public int foldOf(int row) {
    return folds[row];
  }

  public double[] vector(int row) {
    return vectors[row];
  }
}
