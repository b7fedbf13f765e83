package org.greedyinfomax.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.split;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Encodes, scales and classifies people's digits and photographs, in the process that has learned
 * and in a new one. Needs the directory that {@code GIM_SHARED_DATA} names.
 */
@Tag("slow")
@SharedSpark
final class RealPipelineTest {

  private static final String[] SMALL_SOUNDS = {
    "modules=[{ name = conv1, layers = [{ kind = convolution1d, channels = 32, kernel = 10,"
        + " stride = 5, padding = 2 }, { kind = convolution1d, channels = 32, kernel = 8, stride"
        + " = 4, padding = 2 }] }, { name = conv2, layers = [{ kind = convolution1d, channels ="
        + " 32, kernel = 4, stride = 2, padding = 2 }, { kind = convolution1d, channels = 32,"
        + " kernel = 4, stride = 2, padding = 2 }] }, { name = gru, layers = [{ kind = gru,"
        + " hidden = 32, backpropagation = through-time }] }]"
  };
  private static final String[] SMALL_PICTURES = {
    "modules=[{ name = stage1, layers = [{ kind = convolution2d, channels = 16, kernel = 4,"
        + " stride = 2, padding = 1 }, { kind = residual, branch = basic, width = 16, stride ="
        + " 1, count = 1 }] }, { name = stage2, layers = [{ kind = residual, branch = basic,"
        + " width = 32, stride = 2, count = 1 }] }]"
  };

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Path shared;

  @BeforeAll
  static void startSpark() {
    String data = System.getenv("GIM_SHARED_DATA");
    Assumptions.assumeTrue(
        data != null && Files.isDirectory(Path.of(data, "speech")),
        "skipped: GIM_SHARED_DATA names no directory with speech and images in it");
    shared = Path.of(data);
    spark = SharedSession.spark();
  }

  @Test
  void digitsArePredictedTheSameInANewProcess() throws Exception {
    Dataset<Row> speech =
        Samples.files(spark, shared.resolve("speech"))
            .where(regexp_extract(col("path"), "_([0-9]+)\\.wav", 1).cast("int").lt(12))
            .withColumn("digit", regexp_extract(col("path"), "([0-9])_[a-z]+_[0-9]+", 1));

    GreedyInfoMax greedyInfoMax =
        new GreedyInfoMax()
            .setRecipe("speech-small")
            .setRecipeOverrides(SMALL_SOUNDS)
            .setStepSize(1e-3)
            .setMaxIter(5)
            .setLabelCol("digit");

    assertPredictsTheSame("speech", speech, "digit", greedyInfoMax, 0.2);
  }

  @Test
  @Tag("long")
  void photographsArePredictedTheSameInANewProcess() throws Exception {
    Dataset<Row> images =
        Samples.files(spark, shared.resolve("images"))
            .where(regexp_extract(col("path"), "([0-9]+)\\.jpg", 1).cast("int").lt(20))
            .withColumn("kind", element_at(split(col("path"), "/"), lit(-2)));

    GreedyInfoMax greedyInfoMax =
        new GreedyInfoMax()
            .setRecipe("images-small")
            .setRecipeOverrides(SMALL_PICTURES)
            .setMaxIter(1);

    assertPredictsTheSame("images", images, "kind", greedyInfoMax, 0.15);
  }

  private static void assertPredictsTheSame(
      String name, Dataset<Row> rows, String label, GreedyInfoMax greedyInfoMax, double atLeast)
      throws Exception {
    Path home = Files.createDirectories(folder.resolve(name));
    String table = home.resolve("table").toString();
    rows.write().parquet(table);
    Dataset<Row> read = spark.read().parquet(table);
    Pipeline pipeline =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new StringIndexer().setInputCol(label).setOutputCol("label"),
                  greedyInfoMax.setRunDirectory(home.resolve("fits").toString()),
                  new StandardScaler().setInputCol("features").setOutputCol("scaled"),
                  new LogisticRegression().setFeaturesCol("scaled").setMaxIter(30)
                });

    PipelineModel fitted = pipeline.fit(read);
    fitted.save(home.resolve("pipeline").toString());
    Prediction.inNewProcess(
        home.resolve("pipeline"),
        home.resolve("table"),
        home.resolve("predictions"),
        home.resolve("log"));

    Dataset<Row> here = fitted.transform(read);
    assertThat(sorted(spark.read().parquet(home.resolve("predictions").toString())))
        .isEqualTo(sorted(here))
        .hasSize((int) read.count());
    assertThat((double) here.where("prediction = label").count() / read.count())
        .as("share of %s that are classified correctly", label)
        .isGreaterThan(atLeast);
  }

  private static List<Row> sorted(Dataset<Row> predictions) {
    return predictions.select("path", "prediction", "probability").orderBy("path").collectAsList();
  }
}
