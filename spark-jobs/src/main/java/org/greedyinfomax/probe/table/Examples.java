package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.LongSummaryStatistics;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.LinearModel;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.labels.FittingRows;

/**
 * Labelled vectors of one module, some to fit a classifier to and others to test it. Recordings
 * without the label do not count.
 *
 * <p>Labels are numbers in alphabetical order. Every channel is shifted and scaled so that those to
 * fit to have mean 0 and deviation 1.
 */
public interface Examples extends AutoCloseable {

  /** Column with the label's number. */
  String CLASS = "gim_class";

  /** Column with the standardized vector. */
  String VECTOR = "gim_vector";

  /**
   * Prepares them, and keeps them until they are closed: in memory if all their numbers fit {@link
   * LinearProbe#MOST_IN_MEMORY}.
   *
   * @param table with the label, and the vectors in a column of the module's name
   * @throws IllegalArgumentException if the label or the split cannot be used
   */
  static Examples of(Dataset<Row> table, String label, String module, TestSplit split) {
    requireLabel(table, label);
    Dataset<Row> labelled =
        split
            .mark(table.where(col(label).isNotNull()))
            .withColumn(Penalties.PLACE, Penalties.place(col("key")));
    long numbers =
        labelled.limit(1).select(module).collectAsList().stream()
            .mapToLong(row -> row.getList(0).size() * labelled.count())
            .sum();
    return numbers <= LinearProbe.MOST_IN_MEMORY
        ? LocalExamples.of(labelled, label, module)
        : TableExamples.of(labelled, label, module);
  }

  /**
   * Checks that a table has a label.
   *
   * @throws IllegalArgumentException if it has not
   */
  static void requireLabel(Dataset<Row> table, String label) {
    Check.argument(
        Arrays.asList(table.columns()).contains(label),
        "there is no label column \"%s\": choose one of %s with --label",
        label,
        TestSplit.labelsOf(table));
  }

  /**
   * Checks that there is something to fit to and to test.
   *
   * @param train numbers of rows of each class to fit to
   * @param test the same of those to test
   * @throws IllegalArgumentException if there is not
   */
  static void require(String label, LongSummaryStatistics train, LongSummaryStatistics test) {
    Check.argument(
        test.getSum() >= 1 && train.getCount() >= 2,
        "label \"%s\" leaves %d rows with %d different values to fit and %d to test: choose"
            + " another label or another split (probe.testWhere, probe.testFraction)",
        label,
        train.getSum(),
        train.getCount(),
        test.getSum());
  }

  /** Numbers of rows of each class to fit to. */
  LongSummaryStatistics train();

  /** Numbers of rows of each class to test. */
  LongSummaryStatistics test();

  /** Fits a linear classifier, and judges it. */
  LinearProbe.Fit linear(ProbeSettings settings);

  /**
   * Counts which rows to test so many nearest neighbours tell right.
   *
   * @param neighbours that vote, at least 1
   */
  long neighbours(int neighbours);

  /** The rows to fit to, without their vectors. */
  FittingRows fitting();

  /**
   * Fetches vectors of rows to fit to.
   *
   * @param rows their places in {@link #fitting}, rising
   */
  double[][] vectors(int[] rows);

  /** Counts which rows to test a classifier classifies correctly. */
  long right(LinearModel model);

  /** Different labels to choose from. */
  default int classes() {
    return (int) train().getCount();
  }

  /** Recordings to fit to. */
  default long trainRecordings() {
    return train().getSum();
  }

  /** Recordings to judge on. */
  default long testRecordings() {
    return test().getSum();
  }

  /** Share of the most frequent label among those to judge on. */
  default double chance() {
    return shareOfTest(test().getMax());
  }

  /** What part of those to judge on so many of them are. */
  default double shareOfTest(long recordings) {
    return (double) recordings / test().getSum();
  }

  @Override
  void close();
}
