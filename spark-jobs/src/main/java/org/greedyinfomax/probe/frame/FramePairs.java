package org.greedyinfomax.probe.frame;

import static org.apache.spark.ml.functions.array_to_vector;
import static org.apache.spark.sql.functions.arrays_zip;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.Consumer;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.FitNote;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.result.FrameResult;
import org.greedyinfomax.probe.result.Interval;
import org.greedyinfomax.probe.table.Examples;
import org.greedyinfomax.probe.table.LinearProbe;
import org.greedyinfomax.probe.table.TableExamples;
import org.greedyinfomax.probe.table.TestSplit;

/**
 * Frames of one module, each with its label. There are many, so they are made anew whenever they
 * are read, from what is kept of whole recordings.
 */
final class FramePairs {

  private static final String LABEL = "gim_label";
  private static final String FRAME = "gim_frame";
  private static final String PAIR = "gim_pair";

  private FramePairs() {}

  /**
   * Pairs label {@code j} with vector {@code j + offset}.
   *
   * @param table a row for each recording, with its key, {@link TestSplit#COLUMN}, {@link
   *     FrameLabelFile#LABELS}, and its vectors in a column of the module's name
   * @param offset not negative, or {@link ProbeSettings#FRONT} to leave out as many of the first
   *     vectors as there are more vectors than labels; labels without vectors are left out
   * @return {@link TestSplit#COLUMN}, {@link Penalties#PLACE}, {@link Examples#CLASS}, {@link
   *     Examples#VECTOR}
   */
  static Dataset<Row> of(Dataset<Row> table, String module, int offset) {
    Column labels = col(FrameLabelFile.LABELS);
    Column vectors = col(module);
    Column skipped =
        offset == ProbeSettings.FRONT
            ? greatest(size(vectors).minus(size(labels)), lit(0))
            : lit(offset);
    Column pairs = greatest(least(size(labels), size(vectors).minus(skipped)), lit(0));
    return table
        .select(
            col(TestSplit.COLUMN),
            Penalties.place(col("key")).as(Penalties.PLACE),
            slice(labels, lit(1), pairs).as(LABEL),
            slice(vectors, skipped.plus(1), pairs).as(FRAME))
        .select(
            col(TestSplit.COLUMN),
            col(Penalties.PLACE),
            explode(arrays_zip(col(LABEL), col(FRAME))).as(PAIR))
        .select(
            col(TestSplit.COLUMN),
            col(Penalties.PLACE),
            col(PAIR + "." + LABEL).cast("double").as(Examples.CLASS),
            array_to_vector(col(PAIR + "." + FRAME)).as(Examples.VECTOR));
  }

  /**
   * Fits a linear classifier, and judges it.
   *
   * @param pairs what {@link #of} returns
   * @param notes is told what is to be said of the classifier
   * @throws IllegalArgumentException if there are no frames to fit to, or none to test
   */
  static FrameResult judge(
      String module, Dataset<Row> pairs, ProbeSettings settings, Consumer<List<FitNote>> notes) {
    List<Row> counts = pairs.groupBy(TestSplit.COLUMN, Examples.CLASS).count().collectAsList();
    LongSummaryStatistics train = TableExamples.statistics(counts, false);
    LongSummaryStatistics test = TableExamples.statistics(counts, true);
    Check.argument(
        test.getSum() >= 1 && train.getCount() >= 2,
        "%d frames with %d different labels are left to fit and %d to test: choose other"
            + " probe.frameLabels, or another split (probe.testWhere, probe.testFraction)",
        train.getSum(),
        train.getCount(),
        test.getSum());
    Dataset<Row> encoded = pairs.withColumnRenamed(Examples.VECTOR, FRAME);
    Dataset<Row> scaled =
        new StandardScaler()
            .setInputCol(FRAME)
            .setOutputCol(Examples.VECTOR)
            .setWithMean(true)
            .setWithStd(true)
            .fit(encoded.where("not " + TestSplit.COLUMN))
            .transform(encoded)
            .drop(FRAME);
    LinearProbe.Fit fit =
        new LinearProbe(settings)
            .judge(
                part(scaled, "not " + TestSplit.COLUMN),
                train.getSum(),
                part(scaled, TestSplit.COLUMN));
    notes.accept(fit.notes());
    double share = (double) fit.right() / test.getSum();
    return new FrameResult(
        module,
        share,
        Double.NaN,
        Interval.of(share, test.getSum()),
        Interval.NONE,
        fit.regParam(),
        Double.NaN,
        (double) test.getMax() / test.getSum(),
        (int) train.getCount(),
        train.getSum(),
        test.getSum());
  }

  private static Dataset<Row> part(Dataset<Row> scaled, String condition) {
    return scaled.where(condition).select(Examples.CLASS, Examples.VECTOR, Penalties.PLACE);
  }
}
