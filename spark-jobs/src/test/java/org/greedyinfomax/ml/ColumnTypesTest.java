package org.greedyinfomax.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures in every form that a column may have, and what becomes of those that are none. */
@SharedSpark
final class ColumnTypesTest {

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Dataset<Row> pictures;
  private static GreedyInfoMaxModel model;

  @BeforeAll
  static void fitOnWhatSparkHasDecoded() throws IOException {
    spark = SharedSession.spark();
    Samples.pictures(folder.resolve("pictures"));
    pictures = spark.read().format("image").load(folder.resolve("pictures").toString());
    model =
        new GreedyInfoMax()
            .setRecipe(Samples.PICTURES)
            .setRunDirectory(folder.resolve("fits").toString())
            .setInputCol("image")
            .fit(pictures);
  }

  private static GreedyInfoMaxModel copy() {
    return model.copy(ParamMap.empty());
  }

  static void assertClose(Vector one, Vector other) {
    assertThat(one.size()).isEqualTo(other.size());
    for (int i = 0; i < one.size(); i++) {
      assertThat(one.apply(i)).isCloseTo(other.apply(i), within(1e-5));
    }
  }

  private static List<Vector> vectors(GreedyInfoMaxModel by, Dataset<Row> table) {
    return by.transform(table).collectAsList().stream()
        .map(row -> row.<Vector>getAs("features"))
        .toList();
  }

  @Test
  void filesVectorsAndArraysGiveWhatSparksImagesGive() {
    List<Vector> ofImages = vectors(model, pictures.orderBy("image.origin").coalesce(1));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Samples.FILES; i++) {
      double[] pixels = pixels(Samples.picture(i));
      rows.add(RowFactory.create(Vectors.dense(pixels), pixels));
    }
    Dataset<Row> numbers =
        spark
            .createDataFrame(
                rows,
                new StructType()
                    .add("vector", SQLDataTypes.VectorType())
                    .add("array", DataTypes.createArrayType(DataTypes.DoubleType)))
            .coalesce(1);
    GreedyInfoMaxModel shaped = copy().setImageShape(new int[] {14, 16, 3});

    assertThat(ofImages).hasSize(Samples.FILES).doesNotHaveDuplicates();
    assertThat(
            vectors(
                copy().setInputCol("content"),
                Samples.files(spark, folder.resolve("pictures")).orderBy("path").coalesce(1)))
        .isEqualTo(ofImages);
    assertThat(vectors(shaped.setInputCol("vector"), numbers)).isEqualTo(ofImages);
    assertThat(vectors(shaped.setInputCol("array"), numbers)).isEqualTo(ofImages);
  }

  private static double[] pixels(BufferedImage image) {
    double[] pixels = new double[image.getHeight() * image.getWidth() * 3];
    for (int i = 0; i < pixels.length; i++) {
      int rgb = image.getRGB(i / 3 % image.getWidth(), i / 3 / image.getWidth());
      pixels[i] = (rgb >> (8 * (2 - i % 3)) & 255) / 255.0;
    }
    return pixels;
  }

  @Test
  void anEstimatorLearnsTheSameFromFilesAsFromSparksImages() {
    GreedyInfoMaxModel ofFiles =
        new GreedyInfoMax()
            .setRecipe(Samples.PICTURES)
            .setRunDirectory(folder.resolve("fits").toString())
            .fit(Samples.files(spark, folder.resolve("pictures")));

    assertThat(ofFiles.summary().stateHash()).isEqualTo(model.summary().stateHash());
  }

  @Test
  void anEstimatorLearnsFromArrays() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < Samples.FILES; i++) {
      rows.add(RowFactory.create((Object) pixels(Samples.picture(i))));
    }
    StructType schema =
        new StructType().add("pixels", DataTypes.createArrayType(DataTypes.DoubleType));

    GreedyInfoMaxModel ofArrays =
        new GreedyInfoMax()
            .setRecipe(Samples.PICTURES)
            .setRunDirectory(folder.resolve("fits").toString())
            .setInputCol("pixels")
            .setImageShape(new int[] {14, 16, 3})
            .fit(spark.createDataFrame(rows, schema));

    assertThat(ofArrays.summary().rounds().where("loss > 0").count()).isPositive();
  }

  @Test
  void whatCannotBeEncodedIsAnErrorOrLeftOutOrKept() throws IOException {
    Path mixed = Samples.pictures(folder.resolve("mixed"));
    Files.writeString(mixed.resolve("bad.png"), "no picture");
    Dataset<Row> files = Samples.files(spark, mixed);
    GreedyInfoMaxModel ofFiles = copy().setInputCol("content");

    assertThatThrownBy(() -> ofFiles.transform(files).collectAsList())
        .rootCause()
        .hasMessageContaining("mixed/bad.png is no picture that can be read");
    assertThatThrownBy(() -> ofFiles.transform(files).collectAsList())
        .cause()
        .hasMessageEndingWith("; convert or remove it; or set handleInvalid to skip or keep");
    assertThat(ofFiles.setHandleInvalid("skip").transform(files).count()).isEqualTo(Samples.FILES);
    Dataset<Row> kept = ofFiles.setHandleInvalid("keep").transform(files);
    assertThat(kept.count()).isEqualTo(Samples.FILES + 1);
    assertThat(kept.where("features is null").select("path").first().getString(0))
        .endsWith("bad.png");
  }

  @Test
  void numbersThatAreNoPixelsAreInvalid() {
    assertInvalid(
        "array(1.0D, 2.0D)", "has 2 numbers, but imageShape asks for 1 x 1 pixels of 1 channels");
    assertInvalid(
        "array(1.5D)", "has 1.5 at place 0, but pixels lie in [0, 1]: divide bytes by 255");
    assertInvalid("array(double('nan'))", "has NaN at place 0, which is no finite number");
    assertInvalid("cast(null as array<double>)", "is null or has no numbers");
    assertInvalid(
        "array(0.5D)", "is too small: it has 1 x 1 pixels, but the network looks at 12 x 12");
  }

  private static void assertInvalid(String cell, String reason) {
    GreedyInfoMaxModel shaped = copy().setInputCol("cell").setImageShape(new int[] {1, 1, 1});

    assertThatThrownBy(
            () -> shaped.transform(spark.sql("select %s as cell".formatted(cell))).collectAsList())
        .rootCause()
        .hasMessage("a cell of the column \"cell\" " + reason);
  }
}
