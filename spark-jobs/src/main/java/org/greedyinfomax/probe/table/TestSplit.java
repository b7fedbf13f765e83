package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.corpus.Condition;
import org.greedyinfomax.probe.fit.RecordingKey;
import org.greedyinfomax.run.Conditions;

/**
 * Which recordings are tested: those that meet a condition, or a share by their keys' hash, with
 * all segments of a recording. The others are fitted to.
 */
public final class TestSplit {

  /** Column that says of each recording whether it is tested. */
  public static final String COLUMN = "gim_test";

  private static final int HASH_STEPS = 1_000_000;

  private final ProbeSettings settings;

  public TestSplit(ProbeSettings settings) {
    this.settings = settings;
  }

  /**
   * Adds {@link #COLUMN}.
   *
   * @param table with the column {@code key}, and labels
   * @throws IllegalArgumentException if the condition cannot be used on the table
   */
  public Dataset<Row> mark(Dataset<Row> table) {
    if (settings.testWhere().isEmpty()) {
      Column byHash =
          pmod(xxhash64(RecordingKey.of(col("key"))), lit(HASH_STEPS))
              .lt(settings.testFraction() * HASH_STEPS);
      return table.withColumn(COLUMN, byHash);
    }
    return Condition.of(Conditions.PROBE, settings.testWhere()).mark(table, COLUMN);
  }

  /** The columns that hold text: the key, and the labels. */
  static List<String> labelsOf(Dataset<Row> table) {
    return Arrays.stream(table.schema().fields())
        .filter(field -> field.dataType().typeName().equals("string"))
        .map(field -> field.name())
        .toList();
  }
}
