package org.greedyinfomax.probe;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.Check;

/**
 * Labelled vectors of one module, some to fit a classifier to and others to test it. Recordings
 * without the label do not count.
 *
 * <p>Labels are numbers in alphabetical order. Every channel is shifted and scaled so that those to
 * fit to have mean 0 and deviation 1.
 */
final class Examples implements AutoCloseable {

  /** Column with the label's number. */
  static final String CLASS = "gim_class";

  /** Column with the standardized vector. */
  static final String VECTOR = "gim_vector";

  private static final String AS_ENCODED = "gim_encoded";

  private final Dataset<Row> rows;
  private final LongSummaryStatistics train;
  private final LongSummaryStatistics test;

  private Examples(Dataset<Row> rows, LongSummaryStatistics train, LongSummaryStatistics test) {
    this.rows = rows;
    this.train = train;
    this.test = test;
  }

  /**
   * Prepares them, and keeps them until they are closed.
   *
   * @param table with the label, and the vectors in a column of the module's name
   * @throws IllegalArgumentException if the label or the split cannot be used
   */
  static Examples of(Dataset<Row> table, String label, String module, TestSplit split) {
    Check.argument(
        Arrays.asList(table.columns()).contains(label),
        "there is no label column \"%s\": choose one of %s with --label",
        label,
        TestSplit.labelsOf(table));
    Dataset<Row> labelled =
        split
            .mark(table.where(col(label).isNotNull()))
            .withColumn(AS_ENCODED, array_to_vector(col(module)));
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol(label)
            .setOutputCol(CLASS)
            .setStringOrderType("alphabetAsc")
            .fit(labelled)
            .transform(labelled)
            .select(CLASS, AS_ENCODED, TestSplit.COLUMN)
            .coalesce(1); // so that sums over rows are always the same, to the last bit
    List<Row> counts = indexed.groupBy(TestSplit.COLUMN, CLASS).count().collectAsList();
    LongSummaryStatistics train = statistics(counts, false);
    LongSummaryStatistics test = statistics(counts, true);
    Check.argument(
        test.getSum() >= 1 && train.getCount() >= 2,
        "label \"%s\" leaves %d rows with %d different values to fit and %d to test: choose"
            + " another label or another split (probe.testWhere, probe.testFraction)",
        label,
        train.getSum(),
        train.getCount(),
        test.getSum());
    return new Examples(standardized(indexed).cache(), train, test);
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
        .select(CLASS, VECTOR, TestSplit.COLUMN);
  }

  /** Columns {@link #CLASS} and {@link #VECTOR} of what a classifier is fitted to. */
  Dataset<Row> train() {
    return rows.where("not " + TestSplit.COLUMN).select(CLASS, VECTOR);
  }

  /** The same columns of what it is judged on. */
  Dataset<Row> test() {
    return rows.where(TestSplit.COLUMN).select(CLASS, VECTOR);
  }

  /** Different labels to choose from. */
  int classes() {
    return (int) train.getCount();
  }

  /** Recordings to fit to. */
  long trainRecordings() {
    return train.getSum();
  }

  /** Recordings to judge on. */
  long testRecordings() {
    return test.getSum();
  }

  /** Share of the most frequent label among those to judge on. */
  double chance() {
    return shareOfTest(test.getMax());
  }

  /** What part of those to judge on so many of them are. */
  double shareOfTest(long recordings) {
    return (double) recordings / test.getSum();
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
