package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.encoding.EncodedVectors;
import org.greedyinfomax.probe.fit.Penalties;

/**
 * The representations of all rows of a corpus, with their labels: a column for every module, which
 * has a vector for each row.
 */
public interface EncodedTable extends EncodedVectors, AutoCloseable {

  /** Numbers in the vectors of all columns that the driver keeps: 64 MiB in single precision. */
  long MOST_IN_MEMORY = 1L << 24;

  /**
   * Encodes a table once, and keeps it until it is closed: in the driver's memory if it is small,
   * otherwise on the executors.
   *
   * @param encoded with columns {@code key} and of the labels
   * @param labels columns with labels that are asked for
   * @param columns with vectors
   * @param numbers in all vectors of all columns together
   * @param split which rows are tested
   * @throws IllegalArgumentException if the table has no column of a label
   */
  static EncodedTable of(
      Dataset<Row> encoded,
      List<String> labels,
      List<String> columns,
      long numbers,
      TestSplit split) {
    labels.forEach(label -> Examples.requireLabel(encoded, label));
    return numbers <= MOST_IN_MEMORY
        ? MemoryTable.of(
            split.mark(encoded).withColumn(Penalties.PLACE, Penalties.place(col("key"))),
            labels,
            columns)
        : StoredTable.of(encoded, split);
  }

  /** By what the rows of maps are chosen: always the same, whatever other rows there are. */
  static Column order(Column key) {
    return xxhash64(key);
  }

  /** Whether several threads may ask at once, and nothing is asked of executors. */
  boolean isInMemory();

  /**
   * Prepares the labelled vectors of a column.
   *
   * @throws IllegalArgumentException if the label or the split cannot be used
   */
  Examples examples(String label, String column);

  /** Chooses the rows that a map of a label shows. */
  MapRows mapRows(String label);

  @Override
  void close();
}
