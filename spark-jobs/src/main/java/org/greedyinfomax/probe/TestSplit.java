package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.ProbeSettings;

/**
 * Which recordings are tested: those that meet a condition, or a share by their keys' hash. The
 * others are fitted to.
 */
final class TestSplit {

  /** Column that says of each recording whether it is tested. */
  static final String COLUMN = "gim_test";

  private static final int HASH_STEPS = 1_000_000;

  private final ProbeSettings settings;

  TestSplit(ProbeSettings settings) {
    this.settings = settings;
  }

  /**
   * Adds {@link #COLUMN}.
   *
   * @param table with the column {@code key}, and labels
   * @throws IllegalArgumentException if the condition cannot be used on the table
   */
  Dataset<Row> mark(Dataset<Row> table) {
    if (settings.testWhere().isEmpty()) {
      Column byHash =
          pmod(xxhash64(col("key")), lit(HASH_STEPS)).lt(settings.testFraction() * HASH_STEPS);
      return table.withColumn(COLUMN, byHash);
    }
    try {
      return table.withColumn(COLUMN, coalesce(expr(settings.testWhere()), lit(false)));
    } catch (Exception e) {
      if (e instanceof AnalysisException) { // checked in Scala, undeclared in Java
        throw new IllegalArgumentException(
            Text.format(
                "probe.testWhere = \"%s\" cannot be used on the columns %s: %s",
                settings.testWhere(),
                labelsOf(table),
                String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
            e);
      }
      throw e;
    }
  }

  /** The columns that hold text: the key, and the labels. */
  static List<String> labelsOf(Dataset<Row> table) {
    return Arrays.stream(table.schema().fields())
        .filter(field -> field.dataType().typeName().equals("string"))
        .map(field -> field.name())
        .toList();
  }
}
