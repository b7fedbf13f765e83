package org.greedyinfomax.probe.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.result.FrameResult;
import org.greedyinfomax.probe.table.TestSplit;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SharedSpark
final class FramePairsTest {

  private static final StructType COLUMNS =
      new StructType()
          .add("key", DataTypes.StringType)
          .add(TestSplit.COLUMN, DataTypes.BooleanType)
          .add(FrameLabelFile.LABELS, DataTypes.createArrayType(DataTypes.IntegerType))
          .add("gru", DataTypes.createArrayType(DataTypes.createArrayType(DataTypes.FloatType)));

  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // More frames than labels: of the first, the middle, or the last ones.
        "3 | 5 | -1 | 10-2 11-3 12-4",
        "3 | 5 | 0  | 10-0 11-1 12-2",
        "3 | 5 | 1  | 10-1 11-2 12-3",
        "3 | 5 | 4  | 10-4",
        "3 | 5 | 9  | ''",
        // As many, or fewer.
        "2 | 2 | -1 | 10-0 11-1",
        "3 | 2 | -1 | 10-0 11-1",
        "0 | 2 | -1 | ''",
      })
  void labelsGoWithFramesAtTheOffset(int labels, int frames, int offset, String expected) {
    Dataset<Row> table = table(utterance(true, labels, frames));

    List<Row> pairs = FramePairs.of(table, "gru", offset).collectAsList();

    String found =
        String.join(
            " ",
            pairs.stream()
                .map(
                    row ->
                        "%.0f-%.0f".formatted(row.getDouble(2), row.<Vector>getAs(3).toArray()[1]))
                .toList());
    assertThat(found).isEqualTo(expected);
    assertThat(pairs).allMatch(row -> row.getBoolean(0) && row.<Vector>getAs(3).size() == 2);
  }

  @Test
  void countsEveryFrameOnce() {
    Dataset<Row> table =
        table(
            utterance(false, 2, 4),
            utterance(true, 1, 1),
            utterance(false, 2, 2),
            utterance(true, 3, 5));

    FrameResult result =
        FramePairs.judge(
            "gru",
            FramePairs.of(table, "gru", ProbeSettings.FRONT),
            SmallRecipe.with().probe(),
            note -> {});

    assertThat(result.trainFrames()).isEqualTo(4);
    assertThat(result.testFrames()).isEqualTo(4);
    assertThat(result.classes()).isEqualTo(2);
    assertThat(result.chance()).isEqualTo(0.5); // 10 of 10, 10, 11, 12
    assertThat(result.untrained()).isNaN();
  }

  @Test
  void saysIfThereIsNothingToFitToOrToTest() {
    Dataset<Row> table = table(utterance(false, 1, 1), utterance(false, 1, 1));

    assertThatThrownBy(
            () ->
                FramePairs.judge(
                    "gru", FramePairs.of(table, "gru", 0), SmallRecipe.with().probe(), note -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "2 frames with 1 different labels are left to fit and 0 to test: choose other"
                + " probe.frameLabels, or another split (probe.testWhere, probe.testFraction)");
  }

  /** Labels count from 10, and frame i is [-i, i]. */
  private static Row utterance(boolean isTest, int labels, int frames) {
    Integer[] numbers = new Integer[labels];
    for (int i = 0; i < labels; i++) {
      numbers[i] = 10 + i;
    }
    float[][] vectors = new float[frames][];
    for (int i = 0; i < frames; i++) {
      vectors[i] = new float[] {-i, i};
    }
    return RowFactory.create("utterance", isTest, numbers, vectors);
  }

  private static Dataset<Row> table(Row... rows) {
    return spark.createDataFrame(List.of(rows), COLUMNS);
  }
}
