package org.greedyinfomax.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model on streams, and as a function of SQL. */
@SharedSpark
final class StreamingTest {

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Dataset<Row> sounds;
  private static GreedyInfoMaxModel model;

  @BeforeAll
  static void fit() throws Exception {
    spark = SharedSession.spark();
    sounds = Samples.files(spark, Samples.sounds(folder.resolve("sounds"))).orderBy("path");
    sounds.createOrReplaceTempView("sounds");
    model =
        new GreedyInfoMax()
            .setRecipe(Samples.SOUNDS)
            .setRunDirectory(folder.resolve("fits").toString())
            .fit(sounds);
    model.register(spark, "gim_encode");
  }

  @Test
  void encodesAStreamAsItEncodesATable() throws Exception {
    Dataset<Row> stream =
        spark
            .readStream()
            .format("binaryFile")
            .schema(sounds.schema())
            .option("recursiveFileLookup", "true")
            .option("maxFilesPerTrigger", "5")
            .load(folder.resolve("sounds").toString());

    StreamingQuery query =
        model
            .transform(stream)
            .select("path", "features")
            .writeStream()
            .format("memory")
            .queryName("encoded")
            .start();
    query.processAllAvailable();

    assertThat(query.recentProgress()).hasSizeGreaterThanOrEqualTo(3);
    query.stop();
    List<Row> ofStream = spark.table("encoded").orderBy("path").collectAsList();
    List<Row> ofTable =
        model.transform(sounds).select("path", "features").orderBy("path").collectAsList();
    assertThat(ofStream).hasSize(Samples.FILES);
    for (int i = 0; i < ofTable.size(); i++) {
      assertThat(ofStream.get(i).getString(0)).isEqualTo(ofTable.get(i).getString(0));
      ColumnTypesTest.assertClose(ofStream.get(i).getAs(1), ofTable.get(i).getAs(1));
    }
  }

  @Test
  void keepsAStreamsWatermark() throws Exception {
    Dataset<Row> stream =
        spark
            .readStream()
            .format("binaryFile")
            .schema(sounds.schema())
            .option("recursiveFileLookup", "true")
            .load(folder.resolve("sounds").toString())
            .withWatermark("modificationTime", "1 hour");

    StreamingQuery query = // which Spark refuses in this mode if there is no watermark
        model
            .transform(stream)
            .groupBy("modificationTime")
            .count()
            .writeStream()
            .outputMode("append")
            .format("memory")
            .queryName("counted")
            .start();
    query.processAllAvailable();

    assertThat(query.exception().isEmpty()).isTrue();
    query.stop();
  }

  @Test
  void aFunctionOfSqlEncodesAsTheModelDoes() {
    List<Row> rows =
        spark.sql("select gim_encode(content) from sounds order by path").collectAsList();

    List<Row> ofModel = model.transform(sounds).orderBy("path").collectAsList();
    for (int i = 0; i < rows.size(); i++) {
      List<Float> floats = rows.get(i).getList(0);
      Vector vector = ofModel.get(i).getAs("features");
      assertThat(floats).hasSize(8);
      for (int c = 0; c < 8; c++) {
        assertThat((double) floats.get(c)).isCloseTo(vector.apply(c), within(1e-5));
      }
    }
  }

  @Test
  void aFunctionOfSqlTakesConstantsAndGivesFramesOnRequest() {
    model.copy(ParamMap.empty()).setPooling("none").register(spark, "gim_frames");
    StringBuilder hex = new StringBuilder();
    for (byte b : sounds.first().<byte[]>getAs("content")) {
      hex.append(String.format("%02x", b));
    }

    Row row = spark.sql("select size(gim_frames(X'%s'))".formatted(hex)).first();

    assertThat(row.getInt(0)).isPositive();
  }

  @Test
  void aFunctionOfSqlSaysWhatItCannotEncode() {
    assertThatThrownBy(() -> spark.sql("select gim_encode(X'00')").collectAsList())
        .rootCause()
        .hasMessageStartingWith("the argument of the function is not audio that can be read");
    assertThatThrownBy(
            () -> spark.sql("select gim_encode(array(1.0D)) from sounds").collectAsList())
        .rootCause()
        .hasMessage(
            "the argument of the function is null or no file, and its numbers are unknown: set"
                + " sampleRate before the function is registered");
    model.copy(ParamMap.empty()).setHandleInvalid("keep").register(spark, "gim_or_null");

    assertThat(spark.sql("select gim_or_null(X'00')").first().isNullAt(0)).isTrue();
  }
}
