package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.RoundMetrics;
import org.greedyinfomax.storage.Renewed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that are next to nothing make outputs that are all the same. */
final class CollapseTest {

  private static final Recipe RECIPE = SmallRecipe.with("training.epochs=1");

  @TempDir private Path directory;

  @Test
  void isFlaggedInTheMetricsAndShown() throws IOException {
    Runs runs = new Runs(directory);
    try (SparkSession spark = Sparks.start("local[2]")) {
      assertThat(train(spark, runs, "sound")).doesNotContain("COLLAPSED");
      assertThat(lowest(runs, "sound").collapsed()).isFalse();
      Renewed.replace(
          Path.of(runs.corpus(), "corpus.json"),
          "\"standardDeviation\" : [ 0.2 ]",
          "\"standardDeviation\" : [ 1e9 ]");

      assertThat(train(spark, runs, "silence")).contains("COLLAPSED");

      assertThat(lowest(runs, "silence").collapsed()).isTrue();
      assertThat(lowest(runs, "silence").spread()).isLessThan(1e-6);
    }
  }

  private static RoundMetrics.Module lowest(Runs runs, String run) throws IOException {
    return runs.directory(run).rounds().get(0).modules().get(0);
  }

  private static String train(SparkSession spark, Runs runs, String run) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    assertThat(runs.start(spark, RECIPE, run).train(new Progress(out, 0)).rounds()).isEqualTo(1);
    return printed.toString(StandardCharsets.UTF_8);
  }
}
