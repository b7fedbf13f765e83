package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.ProbeSettings;

/** Multinomial logistic regression with L2 penalty on standardized vectors. */
final class LinearProbe {

  private final ProbeSettings settings;

  LinearProbe(ProbeSettings settings) {
    this.settings = settings;
  }

  /**
   * Fits to some vectors, and counts which of others it tells right.
   *
   * @param train columns {@link Examples#CLASS} and {@link Examples#VECTOR}
   * @param test the same columns
   */
  long right(Dataset<Row> train, Dataset<Row> test) {
    return new LogisticRegression()
        .setFamily("multinomial")
        .setFeaturesCol(Examples.VECTOR)
        .setLabelCol(Examples.CLASS)
        .setRegParam(settings.regParam())
        .setStandardization(false)
        .setMaxIter(settings.maxIterations())
        .fit(train)
        .transform(test)
        .where(col("prediction").equalTo(col(Examples.CLASS)))
        .count();
  }
}
