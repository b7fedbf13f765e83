package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which rows a map shows: of the {@value #MOST_VALUES} most frequent values of a label, {@value
 * #MOST_ROWS} by the hash of their keys, so that a corpus always gives the same.
 *
 * @param label column
 * @param distinct values that it has in all
 * @param keys of the rows, in the order of their hashes
 * @param values the label of each row
 */
public record MapRows(String label, int distinct, List<String> keys, List<String> values) {

  static final int MOST_VALUES = 12;
  static final int MOST_ROWS = 600;

  public MapRows {
    keys = List.copyOf(keys);
    values = List.copyOf(values);
  }

  /**
   * Chooses.
   *
   * @param table of a corpus, with columns {@code key} and of the label
   */
  public static MapRows of(Dataset<Row> table, String label) {
    Dataset<Row> labelled = table.where(col(label).isNotNull());
    List<Row> values =
        labelled
            .groupBy(col(label))
            .agg(count(lit(1)).as("gim_rows"))
            .orderBy(col("gim_rows").desc(), col(label).asc())
            .collectAsList();
    Object[] frequent = values.stream().limit(MOST_VALUES).map(row -> row.getString(0)).toArray();
    List<Row> rows =
        labelled
            .where(col(label).isin(frequent))
            .select("key", label)
            .orderBy(EncodedTable.order(col("key")), col("key"))
            .limit(MOST_ROWS)
            .collectAsList();
    return new MapRows(
        label,
        values.size(),
        rows.stream().map(row -> row.getString(0)).toList(),
        rows.stream().map(row -> row.getString(1)).toList());
  }
}
