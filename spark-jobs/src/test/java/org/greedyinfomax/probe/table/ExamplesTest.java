package org.greedyinfomax.probe.table;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.config.ProbeSettings;
import org.greedyinfomax.probe.fit.Penalties;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.greedyinfomax.training.SmallRecipe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows in the driver's memory and on executors are the same to classifiers and to maps. */
@SharedSpark
final class ExamplesTest {

  private static final ProbeSettings SETTINGS =
      SmallRecipe.with("probe.regParam=0.01", "probe.maxIterations=200").probe();

  private static SparkSession spark;
  private static Dataset<Row> encoded;
  private static Dataset<Row> labelled;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
    StructType columns =
        new StructType()
            .add("key", DataTypes.StringType)
            .add("word", DataTypes.StringType)
            .add("gru", DataTypes.createArrayType(DataTypes.FloatType));
    SplittableRandom random = new SplittableRandom(5);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int word = random.nextInt(3);
      float[] vector = new float[4]; // the last channel is always the same
      for (int c = 0; c < 3; c++) {
        vector[c] = (float) (10 * c + (c == word ? 1.5 : 0) + random.nextDouble(-1, 1));
      }
      vector[3] = 0.1f;
      rows.add(RowFactory.create("key" + i, i % 20 == 7 ? null : "word" + word, vector));
    }
    encoded = spark.createDataFrame(rows, columns);
    labelled =
        new TestSplit(SETTINGS)
            .mark(encoded.where("word is not null"))
            .withColumn(Penalties.PLACE, Penalties.place(col("key")))
            .cache();
  }

  @Test
  void areToldAlikeInMemoryAndInATable() {
    try (Examples inMemory = LocalExamples.of(labelled, "word", "gru");
        Examples inATable = TableExamples.of(labelled, "word", "gru")) {
      assertThat(inMemory.classes()).isEqualTo(inATable.classes()).isEqualTo(3);
      assertThat(inMemory.trainRecordings()).isEqualTo(inATable.trainRecordings());
      assertThat(inMemory.testRecordings()).isEqualTo(inATable.testRecordings());
      assertThat(inMemory.chance()).isEqualTo(inATable.chance());
      assertThat(inMemory.neighbours(5)).isEqualTo(inATable.neighbours(5));
      assertThat(inMemory.linear(SETTINGS).right())
          .isCloseTo(inATable.linear(SETTINGS).right(), within(1L))
          .isGreaterThan(inMemory.testRecordings() * 3 / 4);
    }
  }

  @Test
  void aTableIsTheSameInMemoryAndOnExecutors() {
    TestSplit split = new TestSplit(SETTINGS);
    List<String> label = List.of("word");
    List<String> column = List.of("gru");
    try (EncodedTable inMemory = EncodedTable.of(encoded, label, column, 800, split);
        EncodedTable stored =
            EncodedTable.of(encoded, label, column, EncodedTable.MOST_IN_MEMORY + 1, split)) {
      assertThat(inMemory.isInMemory()).isTrue();
      assertThat(stored.isInMemory()).isFalse();
      assertThat(inMemory.mapRows("word")).isEqualTo(stored.mapRows("word"));
      assertThat(inMemory.mapRows("word").keys()).hasSize(190).doesNotContain("key7", "key27");
      List<String> keys = List.of("key9", "key7", "key100");
      assertThat(inMemory.of("gru", keys)).isDeepEqualTo(stored.of("gru", keys));
      try (Examples ofMemory = inMemory.examples("word", "gru");
          Examples ofStored = stored.examples("word", "gru")) {
        assertThat(ofMemory.trainRecordings()).isEqualTo(ofStored.trainRecordings());
        assertThat(ofMemory.testRecordings()).isEqualTo(ofStored.testRecordings());
        assertThat(ofMemory.linear(SETTINGS)).isEqualTo(ofStored.linear(SETTINGS));
      }
    }
  }

  @Test
  void aLabelThatATableLacksIsNamedWithThoseThatItHasBeforeAnythingIsEncoded() {
    assertThatThrownBy(
            () ->
                EncodedTable.of(
                    encoded,
                    List.of("word", "voice"),
                    List.of("gru"),
                    800,
                    new TestSplit(SETTINGS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no label column \"voice\": choose one of [key, word] with --label");
  }
}
