package org.greedyinfomax.probe.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.greedyinfomax.probe.Examples;

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
    int channels = vectors[0].length;
    for (int j = 0; j < channels; j++) {
      double mean = 0;
      for (double[] vector : vectors) {
        mean += vector[j] / vectors.length;
      }
      double squares = 0;
      for (double[] vector : vectors) {
        squares += (vector[j] - mean) * (vector[j] - mean);
      }
      double deviation = Math.sqrt(squares / (vectors.length - 1));
      scale(j, mean, deviation);
      others.scale(j, mean, deviation);
    }
  }

  private void scale(int channel, double mean, double deviation) {
    boolean isConstant = deviation <= ROUNDING * Math.abs(mean); // and says nothing
    for (double[] vector : vectors) {
      vector[channel] = isConstant ? 0 : (vector[channel] - mean) / deviation;
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
