package org.greedyinfomax.probe.table;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.LongSummaryStatistics;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.LinearModel;
import org.greedyinfomax.probe.fit.NearestNeighbours;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.fit.VectorBlock;
import org.greedyinfomax.probe.labels.FittingRows;

/** Examples that stay in a table, which Spark divides among its executors. */
public final class TableExamples implements Examples {

  private static final String AS_ENCODED = "gim_encoded";
  private static final Column KEY = col("key");

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
  public static TableExamples of(Dataset<Row> table, String label, String module) {
    Dataset<Row> labelled = table.withColumn(AS_ENCODED, array_to_vector(col(module)));
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol(label)
            .setOutputCol(CLASS)
            .setStringOrderType("alphabetAsc")
            .fit(labelled)
            .transform(labelled)
            .select(col(CLASS), col(AS_ENCODED), col(Penalties.PLACE), col(TestSplit.COLUMN), KEY)
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
  public static LongSummaryStatistics statistics(List<Row> counts, boolean isTest) {
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
        .select(col(CLASS), col(VECTOR), col(Penalties.PLACE), col(TestSplit.COLUMN), KEY);
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

  @Override
  public FittingRows fitting() {
    List<Row> all = rows.where("not " + TestSplit.COLUMN).select(KEY, col(CLASS)).collectAsList();
    return new FittingRows(
        all.stream().map(row -> row.getString(0)).toList(),
        all.stream().map(row -> (int) row.getDouble(1)).toList());
  }

  /** Rows keep their places: they are one partition, in which nothing is moved. */
  @Override
  public double[][] vectors(int[] wanted) {
    boolean[] isWanted = new boolean[Math.toIntExact(train.getSum())];
    for (int row : wanted) {
      isWanted[row] = true;
    }
    List<double[]> found =
        rows.where("not " + TestSplit.COLUMN)
            .select(VECTOR)
            .toJavaRDD()
            .zipWithIndex()
            .filter(row -> isWanted[(int) (long) row._2()])
            .map(row -> row._1().<Vector>getAs(0).toArray())
            .collect();
    return found.toArray(double[][]::new);
  }

  @Override
  public long right(LinearModel model) {
    return part(TestSplit.COLUMN)
        .toJavaRDD()
        .filter(row -> model.classOf(row.<Vector>getAs(1).toArray()) == VectorBlock.classOf(row))
        .count();
  }

  private Dataset<Row> part(String condition) {
    return rows.where(condition).select(CLASS, VECTOR, Penalties.PLACE);
  }

  @Override
  public void close() {
    rows.unpersist();
  }
}
