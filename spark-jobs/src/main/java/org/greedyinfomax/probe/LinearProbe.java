package org.greedyinfomax.probe;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;

/**
 * Multinomial logistic regression with L2 penalty on standardized vectors, fitted and judged on
 * disjoint recordings. Recordings without the label do not count.
 */
final class LinearProbe {

  private static final int HASH_STEPS = 1_000_000;
  private static final String TEST = "gim_test";
  private static final String CLASS = "gim_class";
  private static final String VECTOR = "gim_vector";
  private static final String SCALED = "gim_scaled";

  private final ProbeSettings settings;
  private final String label;

  LinearProbe(ProbeSettings settings, String label) {
    this.settings = settings;
    this.label = label;
  }

  /** Shares and counts of one fit. */
  record Score(double accuracy, double chance, int classes, long train, long test) {}

  /**
   * Fits and judges.
   *
   * @param table with the label, and {@code module}'s vectors in a column of its name
   * @throws IllegalArgumentException if the label or the split cannot be used
   */
  Score score(Dataset<Row> table, String module) {
    Check.argument(
        Arrays.asList(table.columns()).contains(label),
        "there is no label column \"%s\": choose one of %s with --label",
        label,
        labelsOf(table));
    Dataset<Row> labelled =
        split(table.where(col(label).isNotNull())).withColumn(VECTOR, array_to_vector(col(module)));
    Dataset<Row> indexed =
        new StringIndexer()
            .setInputCol(label)
            .setOutputCol(CLASS)
            .setStringOrderType("alphabetAsc")
            .fit(labelled)
            .transform(labelled)
            .select(CLASS, VECTOR, TEST)
            .coalesce(1)
            .cache();
    try {
      return fitted(indexed);
    } finally {
      indexed.unpersist();
    }
  }

  private Score fitted(Dataset<Row> indexed) {
    Dataset<Row> train = indexed.where("not " + TEST);
    Dataset<Row> test = indexed.where(TEST);
    List<Row> counts = indexed.groupBy(TEST, CLASS).count().collectAsList();
    LongSummaryStatistics trainCounts = statistics(counts, false);
    LongSummaryStatistics testCounts = statistics(counts, true);
    Check.argument(
        testCounts.getSum() >= 1 && trainCounts.getCount() >= 2,
        "label \"%s\" leaves %d recordings with %d different values to fit and %d to test: choose"
            + " another label or another split (probe.testWhere, probe.testFraction)",
        label,
        trainCounts.getSum(),
        trainCounts.getCount(),
        testCounts.getSum());
    PipelineModel model =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StandardScaler()
                      .setInputCol(VECTOR)
                      .setOutputCol(SCALED)
                      .setWithMean(true)
                      .setWithStd(true),
                  new LogisticRegression()
                      .setFamily("multinomial")
                      .setFeaturesCol(SCALED)
                      .setLabelCol(CLASS)
                      .setRegParam(settings.regParam())
                      .setStandardization(false)
                      .setMaxIter(settings.maxIterations())
                })
            .fit(train);
    long right = model.transform(test).where(col("prediction").equalTo(col(CLASS))).count();
    return new Score(
        (double) right / testCounts.getSum(),
        (double) testCounts.getMax() / testCounts.getSum(),
        (int) trainCounts.getCount(),
        trainCounts.getSum(),
        testCounts.getSum());
  }

  /** Of the recordings of each class, among those to test on or those to fit to. */
  private static LongSummaryStatistics statistics(List<Row> counts, boolean isTest) {
    return counts.stream()
        .filter(row -> row.getBoolean(0) == isTest)
        .mapToLong(row -> row.getLong(2))
        .summaryStatistics();
  }

  /** Marks the test recordings: those that meet the condition, or a share by their key's hash. */
  private Dataset<Row> split(Dataset<Row> table) {
    Column byHash =
        pmod(xxhash64(col("key")), lit(HASH_STEPS)).lt(settings.testFraction() * HASH_STEPS);
    if (settings.testWhere().isEmpty()) {
      return table.withColumn(TEST, byHash);
    }
    try {
      return table.withColumn(TEST, coalesce(expr(settings.testWhere()), lit(false)));
    } catch (Exception e) {
      if (e instanceof AnalysisException) { // checked in Scala, undeclared in Java
        throw new IllegalArgumentException(
            "probe.testWhere = \"%s\" cannot be used on the columns %s: %s"
                .formatted(
                    settings.testWhere(),
                    labelsOf(table),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
            e);
      }
      throw e;
    }
  }

  private static List<String> labelsOf(Dataset<Row> table) {
    return Arrays.stream(table.schema().fields())
        .filter(field -> field.dataType().typeName().equals("string"))
        .map(field -> field.name())
        .toList();
  }
}
