package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.FitNote;
import org.greedyinfomax.probe.fit.FittingTable;
import org.greedyinfomax.probe.fit.LabelledRows;
import org.greedyinfomax.probe.fit.LinearModel;
import org.greedyinfomax.probe.fit.LocalRegression;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.probe.fit.VectorBlock;

/**
 * Multinomial logistic regression with L2 penalty on standardized vectors. The penalty is that of
 * the settings, or the one that tells most of the rows to fit to, fold by fold.
 *
 * <p>Vectors that fit the driver's memory are fitted to there, to convergence; others by Spark ML,
 * with the penalty that is best for a part that fits.
 */
public final class LinearProbe {

  /** Numbers in all vectors that the driver fits to: 128 MiB, which it keeps twice when it fits. */
  static final long MOST_IN_MEMORY = 1L << 24;

  private final ProbeSettings settings;
  private final long mostInMemory;

  /**
   * What a classifier has come to.
   *
   * @param right rows to test that it classifies correctly
   * @param regParam weight of the penalty that it was fitted with
   * @param notes what is to be said of it
   */
  public record Fit(long right, double regParam, List<FitNote> notes) {

    public Fit {
      notes = List.copyOf(notes);
    }

    /** One of rows in memory. */
    static Fit of(long right, LocalRegression.Choice penalty, List<FitNote> notes) {
      return new Fit(
          right,
          penalty.regParam(),
          Stream.concat(penalty.notes().stream(), notes.stream()).toList());
    }
  }

  public LinearProbe(ProbeSettings settings) {
    this(settings, MOST_IN_MEMORY);
  }

  LinearProbe(ProbeSettings settings, long mostInMemory) {
    this.settings = settings;
    this.mostInMemory = mostInMemory;
  }

  /**
   * Fits to some vectors, and counts which of others it classifies correctly.
   *
   * @param train columns {@link Examples#CLASS}, {@link Examples#VECTOR} and {@link
   *     Penalties#PLACE}
   * @param rows how many these are, at least 1
   * @param test the first two columns
   */
  public Fit judge(Dataset<Row> train, long rows, Dataset<Row> test) {
    int channels = train.first().<Vector>getAs(1).size();
    return rows * channels <= mostInMemory ? inMemory(train, test) : bySpark(train, channels, test);
  }

  private Fit inMemory(Dataset<Row> train, Dataset<Row> test) {
    LocalRegression regression = regression(train);
    LocalRegression.Choice penalty = regression.penalty(settings);
    LocalRegression.Fitted fitted = regression.fit(penalty.regParam());
    LinearModel model = fitted.model();
    long right =
        test.toJavaRDD()
            .filter(
                row -> model.classOf(row.<Vector>getAs(1).toArray()) == VectorBlock.classOf(row))
            .count();
    return Fit.of(right, penalty, fitted.notes(settings.maxIterations()));
  }

  private Fit bySpark(Dataset<Row> train, int channels, Dataset<Row> test) {
    LocalRegression.Choice penalty =
        settings.choosesRegParam()
            ? penaltyOfPart(train, channels)
            : new LocalRegression.Choice(settings.regParam(), List.of());
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("multinomial")
            .setFeaturesCol(Examples.VECTOR)
            .setLabelCol(Examples.CLASS)
            .setRegParam(penalty.regParam())
            .setStandardization(false)
            .setMaxIter(settings.maxIterations())
            .fit(train);
    long right =
        model.transform(test).where(col("prediction").equalTo(col(Examples.CLASS))).count();
    boolean isConverged = model.summary().totalIterations() < settings.maxIterations();
    return Fit.of(
        right,
        penalty,
        isConverged ? List.of() : List.of(LocalRegression.notConverged(settings.maxIterations())));
  }

  /** The best for whole recordings that fit the memory. */
  private LocalRegression.Choice penaltyOfPart(Dataset<Row> train, int channels) {
    List<Row> counts =
        train.groupBy(Penalties.PLACE).count().orderBy(Penalties.PLACE).collectAsList();
    int end = end(counts, channels);
    return end == 0
        ? Penalties.notChosen()
        : regression(train.where(col(Penalties.PLACE).lt(end))).bestPenalty();
  }

  /**
   * The place before which recordings fit the memory; or twice the memory, if not all folds have
   * some before.
   *
   * @param counts rows of each place, rising
   */
  private int end(List<Row> counts, int channels) {
    Set<Integer> folds = new HashSet<>();
    long numbers = 0;
    int end = 0;
    for (Row place : counts) {
      numbers += place.getLong(1) * channels;
      long most = folds.size() < Penalties.FOLDS ? 2 * mostInMemory : mostInMemory;
      if (numbers > most) {
        break;
      }
      folds.add(Penalties.fold(place.getInt(0)));
      end = place.getInt(0) + 1;
    }
    return end;
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
