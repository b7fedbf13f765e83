package org.greedyinfomax.probe.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.ReferenceRows;
import org.greedyinfomax.probe.fit.FitNote;
import org.greedyinfomax.probe.fit.LabelledRows;
import org.greedyinfomax.probe.fit.LocalRegression;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@SharedSpark
final class LinearProbeTest {

  private static final StructType COLUMNS =
      new StructType()
          .add(Examples.CLASS, DataTypes.DoubleType)
          .add(Examples.VECTOR, SQLDataTypes.VectorType())
          .add(Penalties.PLACE, DataTypes.IntegerType);

  private static SparkSession spark;
  private static ReferenceRows rows;
  private static Dataset<Row> train;
  private static Dataset<Row> test;

  @BeforeAll
  static void startSpark() throws IOException {
    spark = SharedSession.spark();
    rows = ReferenceRows.read();
    train = table(rows.fitted()).cache();
    test = table(rows.tested()).cache();
  }

  /** Places are spread evenly, and those of a fold are those of its number. */
  private static Dataset<Row> table(LabelledRows rows) {
    List<Row> made = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int place = i * (Penalties.PLACES / rows.size()) / Penalties.FOLDS * Penalties.FOLDS;
      made.add(
          RowFactory.create(
              (double) rows.classOf(i), Vectors.dense(rows.vector(i)), place + rows.foldOf(i)));
    }
    return spark.createDataFrame(made, COLUMNS);
  }

  @Test
  void choosesWhatCrossValidationOfAllRowsChooses() throws IOException {
    LinearProbe.Fit fit = judge("auto", LinearProbe.MOST_IN_MEMORY);

    assertThat(fit.regParam())
        .isEqualTo(new LocalRegression(rows.table(), 200).bestPenalty().regParam())
        .isEqualTo(0.01);
  }

  @Test
  void tellsTheSameWhetherRowsFitTheMemoryOrNot() {
    LinearProbe.Fit inMemory = judge("0.01", LinearProbe.MOST_IN_MEMORY);
    LinearProbe.Fit bySpark = judge("0.01", 0);

    assertThat(bySpark.right()).isCloseTo(inMemory.right(), within(1L));
    assertThat(bySpark.regParam()).isEqualTo(0.01);
  }

  @Test
  void choosesByAPartOfWhatDoesNotFit() {
    long half = (long) rows.fitted().size() * ReferenceRows.CHANNELS / 2;

    LinearProbe.Fit fit = judge("auto", half);

    assertThat(Penalties.GRID).contains(fit.regParam());
    assertThat(fit.right()).isCloseTo(judge("auto", Long.MAX_VALUE).right(), within(15L));
  }

  @Test
  void choosesByRecordingsOfAllFoldsHoweverFewFit() {
    LinearProbe.Fit fit = judgeHastily("auto", 12L * ReferenceRows.CHANNELS);

    assertThat(Penalties.GRID).contains(fit.regParam());
    assertThat(fit.notes()).noneMatch(FitNote.NotChosen.class::isInstance);
  }

  @Test
  void saysThatItCouldNotChooseWhereNoRecordingFits() {
    LinearProbe.Fit fit = judgeHastily("auto", 1);

    assertThat(fit.regParam()).isEqualTo(Penalties.DEFAULT);
    assertThat(fit.notes()).first().isEqualTo(new FitNote.NotChosen(1e-3));
  }

  @Test
  void saysThatSparkDidNotConverge() {
    assertThat(judgeHastily("1e-6", 1).notes())
        .containsExactly(new FitNote.NotConverged(1, 1, true, 2));
  }

  private static LinearProbe.Fit judgeHastily(String regParam, long mostInMemory) {
    return judge(regParam, mostInMemory, 2);
  }

  private static LinearProbe.Fit judge(String regParam, long mostInMemory) {
    return judge(regParam, mostInMemory, 200);
  }

  private static LinearProbe.Fit judge(String regParam, long mostInMemory, int maxIterations) {
    ProbeSettings settings =
        SmallRecipe.with("probe.regParam=" + regParam, "probe.maxIterations=" + maxIterations)
            .probe();
    return new LinearProbe(settings, mostInMemory).judge(train, rows.fitted().size(), test);
  }
}
