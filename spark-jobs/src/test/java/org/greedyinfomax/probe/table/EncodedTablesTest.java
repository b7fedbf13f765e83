package org.greedyinfomax.probe.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.modality.Normalization;
import org.greedyinfomax.run.Checkpoint;
import org.greedyinfomax.training.SmallCorpus;
import org.greedyinfomax.training.SmallRecipe;
import org.greedyinfomax.training.Sparks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are made at the same time. */
final class EncodedTablesTest {

  private static final Recipe TRAINED = SmallRecipe.with("seed=8");
  private static final Recipe RECIPE = SmallRecipe.with("seed=7");
  private static final List<String> KEYS = List.of("key-0", "key-7", "key-25");

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = Sparks.start("local[2]");
  }

  @AfterAll
  static void stopSpark() throws IOException {
    spark.close();
  }

  @Test
  void eachIsWhatItWouldBeAlone() throws IOException {
    Corpus corpus = corpus();
    Checkpoint checkpoint = Checkpoint.untrained(TRAINED);

    try (EncodedTables tables = tables(corpus, RECIPE, checkpoint);
        EncodedTable alone =
            EncodedTables.of(
                encoding(RECIPE), corpus, checkpoint, RECIPE, RECIPE.probe(), List.of("speaker"))) {
      assertThat(tables.trained().of("gru", KEYS)).isDeepEqualTo(alone.of("gru", KEYS));
      assertThat(tables.untrained().of("gru", KEYS)[0])
          .hasSize(8)
          .isNotEqualTo(alone.of("gru", KEYS)[0]);
      assertThat(tables.raw().orElseThrow().of("raw", KEYS)[0]).hasSize(39);
      assertThat(tables.areInMemory()).isTrue();
    }
  }

  @Test
  void thereIsNoTableOfRawInputUnlessItIsAskedFor() throws IOException {
    Recipe recipe = SmallRecipe.with("probe.raw=false");

    try (EncodedTables tables = tables(corpus(), recipe, Checkpoint.untrained(recipe))) {
      assertThat(tables.raw()).isEmpty();
    }
  }

  @Test
  void ifOneCannotBeMadeItsReasonIsTold() throws IOException {
    Corpus corpus = corpus();
    Path shard;
    try (Stream<Path> files = Files.list(folder.resolve("corpus"))) {
      shard = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    Files.delete(shard);

    assertThatThrownBy(() -> tables(corpus, RECIPE, Checkpoint.untrained(RECIPE)))
        .rootCause()
        .isInstanceOf(IOException.class)
        .hasMessageContaining(shard.getFileName().toString());
  }

  private Corpus corpus() throws IOException {
    String path = folder.resolve("corpus").toString();
    SmallCorpus.write(path, 1);
    return Corpus.open(new Configuration(), path);
  }

  private static Encoding encoding(Recipe recipe) {
    return new Encoding(
        spark,
        recipe,
        new Normalization(List.of(SmallCorpus.MEAN), List.of(SmallCorpus.DEVIATION)));
  }

  private static EncodedTables tables(Corpus corpus, Recipe recipe, Checkpoint checkpoint)
      throws IOException {
    return EncodedTables.of(
        encoding(recipe), corpus, recipe, checkpoint, recipe.probe(), List.of("speaker"));
  }
}
