package org.greedyinfomax.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.storage.BareFileSystem;
import org.greedyinfomax.training.Sparks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands on a file system that only Hadoop's older interface knows, as {@code s3:} where it is
 * another name of S3A, and stores of other vendors.
 */
@Tag("slow")
final class OlderInterfaceTest {

  private static SparkSession spark;
  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = Sparks.start("local[2]", "spark.hadoop.fs.bare.impl", BareFileSystem.class.getName());
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void commandsWriteThereWhatTheyWriteElsewhere() throws Exception {
    String audio = folder.resolve("audio").toString();
    gim("synthesize", TinyTraining.KEYS, "--output", audio);
    gim("ingest", TinyTraining.KEYS, "--input", audio, "--output", at("corpus"));
    gim("pretrain", TinyTraining.KEYS, "--input", at("corpus"), "--run", at("run"));
    gim(
        "encode",
        List.of(),
        "--input",
        at("corpus"),
        "--run",
        at("run"),
        "--output",
        at("features"));
    gim(
        "export",
        List.of(),
        "--run",
        at("run"),
        "--output",
        at("weights"),
        "--format",
        "safetensors");

    assertThat(folder.resolve("corpus/corpus.json")).exists();
    assertThat(folder.resolve("run/report.html")).exists();
    assertThat(spark.read().parquet(folder.resolve("features").toString()).count()).isEqualTo(98);
    assertThat(folder.resolve("weights/weights.safetensors")).exists();
    try (var left = Files.walk(folder)) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  private String at(String name) {
    return "bare:" + folder.resolve(name);
  }

  private static void gim(String command, List<String> keys, String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    words.addAll(List.of(options));
    words.addAll(keys);
    GimSession.in(spark).run(words.toArray(String[]::new));
  }
}
