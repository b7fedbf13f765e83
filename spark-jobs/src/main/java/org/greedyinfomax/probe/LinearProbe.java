package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.ProbeSettings;

/**
 * Multinomial logistic regression with L2 penalty on standardized vectors. The penalty is that of
 * the settings, or the one that tells most of the rows to fit to, fold by fold.
 *
 * <p>Vectors that fit the driver's memory are fitted to there, to convergence; others by Spark ML,
 * with the penalty that is best for a part that fits.
 */
final class LinearProbe {

  /** Numbers in all vectors that the driver fits to: 128 MiB, which it keeps twice. */
  static final long MOST_IN_MEMORY = 1L << 24;

  private final ProbeSettings settings;
  private final long mostInMemory;

  /**
   * What a classifier has come to.
   *
   * @param right rows to test that it tells right
   * @param regParam weight of the penalty that it was fitted with
   */
  record Fit(long right, double regParam) {}

  LinearProbe(ProbeSettings settings) {
    this(settings, MOST_IN_MEMORY);
  }

  LinearProbe(ProbeSettings settings, long mostInMemory) {
    this.settings = settings;
    this.mostInMemory = mostInMemory;
  }

  /**
   * Fits to some vectors, and counts which of others it tells right.
   *
   * @param train columns {@link Examples#CLASS}, {@link Examples#VECTOR} and {@link
   *     Penalties#PLACE}
   * @param rows how many these are, at least 1
   * @param test the first two columns
   */
  Fit judge(Dataset<Row> train, long rows, Dataset<Row> test) {
    long numbers = rows * train.first().<Vector>getAs(1).size();
    return numbers <= mostInMemory
        ? inMemory(train, test)
        : bySpark(train, test, (double) mostInMemory / numbers);
  }

  private Fit inMemory(Dataset<Row> train, Dataset<Row> test) {
    LocalRegression regression = regression(train);
    double penalty = regression.penalty(settings);
    LinearModel model = regression.fit(penalty);
    long right =
        test.toJavaRDD()
            .filter(
                row -> model.classOf(row.<Vector>getAs(1).toArray()) == VectorBlock.classOf(row))
            .count();
    return new Fit(right, penalty);
  }

  private Fit bySpark(Dataset<Row> train, Dataset<Row> test, double share) {
    double penalty =
        settings.choosesRegParam()
            ? regression(train.where(col(Penalties.PLACE).lt(share * Penalties.PLACES)))
                .bestPenalty()
            : settings.regParam();
    long right =
        new LogisticRegression()
            .setFamily("multinomial")
            .setFeaturesCol(Examples.VECTOR)
            .setLabelCol(Examples.CLASS)
            .setRegParam(penalty)
            .setStandardization(false)
            .setMaxIter(settings.maxIterations())
            .fit(train)
            .transform(test)
            .where(col("prediction").equalTo(col(Examples.CLASS)))
            .count();
    return new Fit(right, penalty);
  }

  private LocalRegression regression(Dataset<Row> train) {
    List<LabelledRows> parts =
        train
            .toJavaRDD()
            .mapPartitions(rows -> List.of(LabelledRows.of(rows)).iterator())
            .collect();
    return new LocalRegression(new FittingTable(parts), settings.maxIterations());
  }
}
