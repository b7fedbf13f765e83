package org.greedyinfomax.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.serializer.KryoSerializer;
import org.greedyinfomax.chaos.GimProcess;
import org.greedyinfomax.cli.TinyTraining;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Relative paths where executors are processes of their own, each with a working directory of its
 * own: paths are the driver's.
 */
@Tag("slow")
@Timeout(300)
final class RelativePathsTest {

  private static final List<String> PATHS =
      List.of(
          "ingest.labels.table=audio/labels.tsv",
          "probe.corpus=corpus",
          "probe.label=voice",
          "probe.interval=1",
          "probe.maxIterations=3");

  @TempDir private Path folder;

  @Test
  void areThoseOfTheDriver() throws Exception {
    assertThat(gim("synthesize", "--output", "audio")).contains("synthesized 98 recordings");
    assertThat(files("audio")).filteredOn(name -> name.endsWith(".wav")).hasSize(98);

    assertThat(gim("ingest", "--input", "audio", "--output", "corpus"))
        .contains("ingested 98 recordings");
    assertThat(files("corpus")).filteredOn(name -> name.endsWith(".parquet")).isNotEmpty();

    assertThat(gim("pretrain", "--input", "corpus", "--run", "runs/a"))
        .contains("in " + folder.toRealPath().resolve("runs/a"));
    assertThat(folder.resolve("runs/a/config.conf"))
        .content()
        .contains("corpus = \"" + folder.toRealPath().resolve("corpus") + "\"");
  }

  private String gim(String... words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(TinyTraining.KEYS);
    all.addAll(PATHS);
    // One core each, and so an executor for half of the tasks; what they bring back goes by Kryo.
    try (GimProcess process =
        GimProcess.start(
            folder,
            words[0],
            "local-cluster[2,1,1024]",
            Map.of("spark.serializer", KryoSerializer.class.getName()),
            all)) {
      GimProcess.Ending ending = process.end();
      assertThat(ending.code()).as(ending.err()).isZero();
      return ending.out();
    }
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }
}
