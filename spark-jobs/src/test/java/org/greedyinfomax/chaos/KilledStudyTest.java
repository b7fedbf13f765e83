package org.greedyinfomax.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.cli.GimSession;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A study in a process that is killed while it trains the second of three trials. */
@Tag("slow")
@SharedSpark
final class KilledStudyTest {

  private static final List<String> TINY =
      List.of(
          "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 8, kernel = 40,"
              + " stride = 20, padding = 10 }] }]",
          "training.epochs=2",
          "training.batchSize=8",
          "training.localSteps=2",
          "training.checkpointInterval=1",
          "synthesis.voices=3",
          "synthesis.hours=0.02",
          "probe.neighbours=0",
          "probe.maxIterations=3");

  private static SparkSession spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = SharedSession.spark();
  }

  @Test
  @Timeout(180)
  void goesOnToTheSameTable() throws Exception {
    run("synthesize", "--output", at("audio"));
    run(
        "ingest",
        "--input",
        at("audio"),
        "--output",
        at("corpus"),
        "ingest.labels.table=" + at("audio/labels.tsv"));
    run(study("whole"));

    List<String> words = all(study("killed"));
    try (GimProcess process = GimProcess.start(folder, "killed", "local[2]", words)) {
      while (process.isAlive() && !hasBegunTheSecond()) {
        process.await(10);
      }
      process.signal("KILL");
      assertThat(process.end().code()).isNotZero();
    }
    assertThat(folder.resolve("killed/study.csv")).content().doesNotContain("\n8,");
    run(study("killed"));

    assertThat(learned("killed")).isEqualTo(learned("whole")).hasSize(7);
  }

  private boolean hasBegunTheSecond() throws IOException {
    String told = Files.readString(folder.resolve("killed.out"));
    return told.indexOf("round 1/", Math.max(0, told.indexOf("2/3 "))) > told.indexOf("2/3 ")
        && told.contains("2/3 ");
  }

  private String[] study(String output) {
    return new String[] {
      "study",
      "--input",
      at("corpus"),
      "--output",
      at(output),
      "--label",
      "voice",
      "--grid",
      "loss.window=0,8,16"
    };
  }

  private static void run(String... words) throws Exception {
    GimSession.in(spark).run(all(words).toArray(String[]::new));
  }

  private static List<String> all(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(TINY);
    return all;
  }

  /** The lines of the table without seconds. */
  private List<List<String>> learned(String output) throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve(output).resolve("study.csv"))) {
      return lines.map(line -> List.of(line.split(",", -1)).subList(0, 12)).toList();
    }
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }
}
