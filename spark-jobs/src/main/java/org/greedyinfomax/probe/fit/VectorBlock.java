package org.greedyinfomax.probe.fit;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.greedyinfomax.probe.table.Examples;

/** Vectors of length 1 and their classes, as many as one task compares others with at a time. */
public final class VectorBlock implements Serializable {

  private static final long serialVersionUID = 1;

  private final int channels;
  private final int[] classes;
  private final double[] values; // [channels, vectors]: a loop over vectors is a loop over memory

  private VectorBlock(int channels, int[] classes) {
    this.channels = channels;
    this.classes = classes;
    values = new double[channels * classes.length];
  }

  /**
   * Packs rows.
   *
   * @param rows of {@link Examples#CLASS} and {@link Examples#VECTOR}, all of the same length
   */
  public static VectorBlock of(Iterator<Row> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    int channels = all.isEmpty() ? 0 : vector(all.get(0)).length;
    VectorBlock block = new VectorBlock(channels, new int[all.size()]);
    for (int v = 0; v < all.size(); v++) {
      block.put(v, classOf(all.get(v)), vector(all.get(v)));
    }
    return block;
  }

  /** Packs vectors, all of the same length. */
  public static VectorBlock of(LabelledRows rows) {
    int channels = rows.size() == 0 ? 0 : rows.vector(0).length;
    VectorBlock block = new VectorBlock(channels, new int[rows.size()]);
    for (int v = 0; v < rows.size(); v++) {
      block.put(v, rows.classOf(v), scaled(rows.vector(v)));
    }
    return block;
  }

  private void put(int place, int ofClass, double[] vector) {
    classes[place] = ofClass;
    for (int c = 0; c < channels; c++) {
      values[c * classes.length + place] = vector[c];
    }
  }

  /** The class of a row. */
  public static int classOf(Row row) {
    return (int) row.getDouble(0);
  }

  /** The vector of a row, scaled to length 1; one of length 0 is left as it is. */
  static double[] vector(Row row) {
    return scaled(row.<Vector>getAs(1).toArray());
  }

  /** A vector scaled to length 1; one of length 0 is left as it is. */
  public static double[] scaled(double[] original) {
    double[] vector = original.clone();
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    for (int c = 0; c < vector.length && length > 0; c++) {
      vector[c] /= length;
    }
    return vector;
  }

  /**
   * Lets all vectors of the block meet another.
   *
   * @param vector of length 1
   */
  public void meet(double[] vector, Votes votes) {
    double[] similarities = new double[classes.length];
    for (int c = 0; c < channels; c++) {
      double value = vector[c];
      int start = c * similarities.length;
      for (int v = 0; v < similarities.length; v++) {
        similarities[v] += value * values[start + v];
      }
    }
    for (int v = 0; v < similarities.length; v++) {
      votes.meet(similarities[v], classes[v]);
    }
  }
}
