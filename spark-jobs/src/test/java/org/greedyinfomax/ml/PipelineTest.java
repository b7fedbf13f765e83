package org.greedyinfomax.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@SharedSpark
final class PipelineTest {

  @TempDir private static Path folder;
  private static SparkSession spark;
  private static Dataset<Row> sounds;

  @BeforeAll
  static void readSounds() throws IOException {
    spark = SharedSession.spark();
    sounds =
        Samples.files(spark, Samples.sounds(folder.resolve("sounds")))
            .withColumn("pitch", element_at(split(col("path"), "/"), lit(-2)))
            .withColumn("label", when(col("pitch").equalTo("high"), 1.0).otherwise(0.0));
  }

  private static GreedyInfoMax greedyInfoMax(String fits) {
    return new GreedyInfoMax()
        .setRecipe(Samples.SOUNDS)
        .setRunDirectory(folder.resolve(fits).toString());
  }

  private static Pipeline pipeline(GreedyInfoMax greedyInfoMax) {
    return new Pipeline()
        .setStages(new PipelineStage[] {greedyInfoMax, new LogisticRegression().setMaxIter(5)});
  }

  @Test
  void aCrossValidatorTriesParamsAndItsModelIsSaved() throws IOException {
    GreedyInfoMax greedyInfoMax = greedyInfoMax("fits");
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(greedyInfoMax.stepSize(), new double[] {1e-3, 1e-2}).build();

    CrossValidatorModel best =
        new CrossValidator()
            .setEstimator(pipeline(greedyInfoMax))
            .setEvaluator(new MulticlassClassificationEvaluator())
            .setEstimatorParamMaps(grid)
            .setNumFolds(2)
            .setParallelism(2)
            .setSeed(1)
            .fit(sounds);

    assertThat(best.avgMetrics()).hasSize(2);
    try (Stream<Path> fits = Files.list(folder.resolve("fits"))) {
      assertThat(fits).hasSize(2 * 2 + 1).allMatch(fit -> Files.exists(fit.resolve("run")));
    }
    String path = folder.resolve("validated").toString();
    best.save(path);
    assertThat(predictions(CrossValidatorModel.load(path).bestModel().transform(sounds)))
        .isEqualTo(predictions(best.transform(sounds)))
        .hasSize(Samples.FILES);
  }

  @Test
  void anUnfittedPipelineIsSavedAndFitsTheSame() throws IOException {
    Pipeline pipeline = pipeline(greedyInfoMax("others"));
    String path = folder.resolve("pipeline").toString();
    pipeline.save(path);

    PipelineModel loaded = Pipeline.load(path).fit(sounds);

    assertThat(((GreedyInfoMaxModel) loaded.stages()[0]).summary().stateHash())
        .isEqualTo(((GreedyInfoMaxModel) pipeline.fit(sounds).stages()[0]).summary().stateHash());
  }

  private static List<Row> predictions(Dataset<Row> table) {
    return table.select("path", "prediction").orderBy("path").collectAsList();
  }
}
