package org.greedyinfomax.probe;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
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
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.Sparks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Examples in memory and in a table are the same to both classifiers. */
final class ExamplesTest {

  private static final ProbeSettings SETTINGS =
      SmallRecipe.with("probe.regParam=0.01", "probe.maxIterations=200").probe();

  private static SparkSession spark;
  private static Dataset<Row> labelled;

  @BeforeAll
  static void startSpark() {
    spark = Sparks.start("local[2]");
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
      rows.add(RowFactory.create("key" + i, "word" + word, vector));
    }
    labelled =
        new TestSplit(SETTINGS)
            .mark(spark.createDataFrame(rows, columns))
            .withColumn(Penalties.PLACE, Penalties.place(col("key")))
            .cache();
  }

  @AfterAll
  static void stopSpark() throws IOException {
    spark.close();
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
}
