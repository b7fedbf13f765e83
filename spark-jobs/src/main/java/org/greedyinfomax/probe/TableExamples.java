package org.greedyinfomax.probe;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.LongSummaryStatistics;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.ProbeSettings;

/** Examples that stay in a table, which Spark divides among its executors. */
final class TableExamples implements Examples {

  private static final String AS_ENCODED = "gim_encoded";

  private final Dataset<Row> rows;
  private final LongSummaryStatistics train;
  private final LongSummaryStatistics test;

  private TableExamples(
      Dataset<Row> rows, LongSummaryStatistics train, LongSummaryStatistics test) {
    this.rows = rows;
    this.train = train;
    this.test = test;
  }

  /**
   * Prepares them.
   *
   * @param table rows with a label, marked and with their {@link Penalties#PLACE}
   */
  static TableExamples of(Dataset<Row> table, String label, String module) {
    Dataset<Row> labelled = table.withColumn(AS_ENCODED, array_to_vector(col(module)));
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol(label)
            .setOutputCol(CLASS)
            .setStringOrderType("alphabetAsc")
            .fit(labelled)
            .transform(labelled)
            .select(CLASS, AS_ENCODED, Penalties.PLACE, TestSplit.COLUMN)
            .coalesce(1); // so that sums over rows are always the same, to the last bit
    List<Row> counts = indexed.groupBy(TestSplit.COLUMN, CLASS).count().collectAsList();
    LongSummaryStatistics train = statistics(counts, false);
    LongSummaryStatistics test = statistics(counts, true);
    Examples.require(label, train, test);
    return new TableExamples(standardized(indexed).cache(), train, test);
  }

  /**
   * Of the numbers of each class, among those to test on or those to fit to.
   *
   * @param counts by {@link TestSplit#COLUMN} and {@link #CLASS}
   */
  static LongSummaryStatistics statistics(List<Row> counts, boolean isTest) {
    return counts.stream()
        .filter(row -> row.getBoolean(0) == isTest)
        .mapToLong(row -> row.getLong(2))
        .summaryStatistics();
  }

  private static Dataset<Row> standardized(Dataset<Row> indexed) {
    return new StandardScaler()
        .setInputCol(AS_ENCODED)
        .setOutputCol(VECTOR)
        .setWithMean(true)
        .setWithStd(true)
        .fit(indexed.where("not " + TestSplit.COLUMN))
        .transform(indexed)
        .select(CLASS, VECTOR, Penalties.PLACE, TestSplit.COLUMN);
  }

  @Override
  public LongSummaryStatistics train() {
    return train;
  }

  @Override
  public LongSummaryStatistics test() {
    return test;
  }

  @Override
  public LinearProbe.Fit linear(ProbeSettings settings) {
    return new LinearProbe(settings)
        .judge(part("not " + TestSplit.COLUMN), train.getSum(), part(TestSplit.COLUMN));
  }

  @Override
  public long neighbours(int neighbours) {
    return new NearestNeighbours(neighbours)
        .right(part("not " + TestSplit.COLUMN), part(TestSplit.COLUMN));
  }

  private Dataset<Row> part(String condition) {
    return rows.where(condition).select(CLASS, VECTOR, Penalties.PLACE);
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
