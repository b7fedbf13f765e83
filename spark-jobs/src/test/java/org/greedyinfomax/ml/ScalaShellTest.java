package org.greedyinfomax.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.Sparks;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script for the Spark shell, in two shells one after another, on people's digits. Needs the
 * directory that {@code GIM_SHARED_DATA} names.
 */
@Tag("long")
final class ScalaShellTest {

  @TempDir private Path folder;

  @Test
  void aScriptFitsInOneShellAndPredictsTheSameInTheNext() throws Exception {
    String shared = System.getenv("GIM_SHARED_DATA");
    Assumptions.assumeTrue(
        shared != null && Files.isDirectory(Path.of(shared, "speech")),
        "skipped: GIM_SHARED_DATA names no directory with speech in it");

    String fitting = run(shared, "fitting");
    String loading = run(shared, "loading");

    assertThat(fitting).contains("last loss");
    assertThat(loading).contains("last loss");
    try (SparkSession spark = Sparks.start("local[2]")) {
      assertThat(predictions(spark, "loaded")).isEqualTo(predictions(spark, "fitted")).hasSize(60);
    }
  }

  private String run(String shared, String log) throws Exception {
    return ScalaShell.run(
        List.of(Path.of(System.getProperty("project.root"), "notebooks", "spark-ml.scala")),
        folder.resolve(log),
        "spark.gim.files",
        Path.of(shared, "speech").toString(),
        "spark.gim.work",
        folder.resolve("work").toString(),
        "spark.gim.recipe",
        Samples.SOUNDS,
        "spark.gim.glob",
        "*_5.wav");
  }

  private List<Row> predictions(SparkSession spark, String which) {
    return spark
        .read()
        .parquet(folder.resolve("work/predictions").resolve(which).toString())
        .orderBy("path")
        .collectAsList();
  }
}
