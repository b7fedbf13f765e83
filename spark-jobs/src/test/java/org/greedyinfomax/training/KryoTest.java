package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.run.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters may serialize with Kryo, which cannot rebuild records. */
final class KryoTest {

  private static final Recipe RECIPE =
      SmallRecipe.with("corpus.where=speaker = 'ada'", "training.replicas=2");

  @TempDir private Path directory;

  @Test
  void selectsTrainsAndEncodesTheSame() throws IOException {
    Runs runs = new Runs(directory);
    Checkpoint trained;
    List<Row> encoded;
    try (SparkSession spark = Sparks.start("local[2]")) {
      trained = runs.train(spark, RECIPE, "java");
      encoded = encode(spark, runs.corpus(), trained);
    }
    try (SparkSession spark =
        Sparks.start(
            "local[2]", "spark.serializer", "org.apache.spark.serializer.KryoSerializer")) {

      assertThat(runs.train(spark, RECIPE, "kryo").hash()).isEqualTo(trained.hash());
      assertThat(encode(spark, runs.corpus(), trained)).isEqualTo(encoded).hasSize(26);
    }
    assertThat(runs.directory("kryo").input().recordings()).isEqualTo(13);
  }

  private static List<Row> encode(SparkSession spark, String path, Checkpoint trained)
      throws IOException {
    Corpus corpus = Corpus.open(spark.sparkContext().hadoopConfiguration(), path);
    Encoding encoding =
        new Encoding(
            spark,
            RECIPE,
            new Normalization(List.of(SmallCorpus.MEAN), List.of(SmallCorpus.DEVIATION)));
    return encoding.of(corpus, trained, encoding.modules("all"), Pooling.NONE).collectAsList();
  }
}
