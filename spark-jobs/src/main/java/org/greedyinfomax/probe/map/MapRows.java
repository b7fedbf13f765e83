package org.greedyinfomax.probe.map;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * Which rows a map shows: of the {@value #MOST_VALUES} most frequent values of a label, {@value
 * #MOST_ROWS} by the hash of their keys, so that a corpus always gives the same.
 *
 * @param label column
 * @param distinct values that it has in all
 * @param keys of the rows, in the order of their hashes
 */
record MapRows(String label, int distinct, List<String> keys) {

  static final int MOST_VALUES = 12;
  static final int MOST_ROWS = 600;

  MapRows {
    keys = List.copyOf(keys);
  }

  /**
   * Chooses.
   *
   * @param table of a corpus, with columns {@code key} and of the label
   */
  static MapRows of(Dataset<Row> table, String label) {
    Dataset<Row> labelled = table.where(col(label).isNotNull());
    List<Row> values =
        labelled
            .groupBy(col(label))
            .agg(count(lit(1)).as("gim_rows"))
            .orderBy(col("gim_rows").desc(), col(label).asc())
            .collectAsList();
    Object[] frequent = values.stream().limit(MOST_VALUES).map(row -> row.getString(0)).toArray();
    List<String> keys =
        labelled
            .where(col(label).isin(frequent))
            .select("key")
            .orderBy(xxhash64(col("key")), col("key"))
            .limit(MOST_ROWS)
            .as(Encoders.STRING())
            .collectAsList();
    return new MapRows(label, values.size(), keys);
  }
}
