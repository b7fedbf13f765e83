package org.greedyinfomax.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.cli.Typed;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.storage.DiskTrace;
import org.greedyinfomax.training.TrainingProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever names files does so when they have reached the disk. */
@Tag("slow")
final class PowerCutOutputsTest {

  private static final List<String> TINY =
      List.of(
          "modules=[{ name = conv, layers = [{ kind = convolution1d, channels = 4, kernel = 40,"
              + " stride = 20, padding = 10 }] }]",
          "synthesis.voices=2",
          "synthesis.hours=0.003",
          "training.epochs=1",
          "training.batchSize=4");

  @TempDir private Path folder;

  /** Goes the whole way, to be traced. */
  public static void main(String[] args) {
    String root = args[0] + "/";
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    Typed.succeed("synthesize", TINY, "--output", root + "audio");
    Typed.succeed("ingest", TINY, "--input", root + "audio", "--output", root + "corpus");
    Typed.succeed("pretrain", TINY, "--input", root + "corpus", "--run", root + "run");
    Typed.succeed(
        "encode", "--input", root + "corpus", "--run", root + "run", "--output", root + "table");
    Typed.succeed("export", "--run", root + "run", "--output", root + "exported");
  }

  @Test
  void nothingIsNamedBeforeItHasReachedTheDisk() throws Exception {
    assumeTrue(DiskTrace.isPossible(), "strace is not there, or may not trace");
    Path disk = Files.createDirectory(folder.resolve("disk"));
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(List.of(PowerCutOutputsTest.class.getName(), disk.toString()));
    DiskTrace trace = DiskTrace.of(command, disk, folder.resolve("strace"));

    Set<String> named = new TreeSet<>();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < trace.operations(); i++) {
      String file = trace.renamed(i);
      order.add(file);
      if (file.equals("corpus/corpus.json") || file.endsWith("/_gim.json")) {
        Path left = folder.resolve("left-" + i);
        trace.restore(i + 1, DiskTrace.Names.ALL, left);
        if (assertNamesWhole(left.resolve(file), disk)) {
          named.add(file);
        }
      }
    }
    assertThat(named)
        .containsExactly(
            "audio/_gim.json", "corpus/corpus.json", "exported/_gim.json", "table/_gim.json");
    assertThat(order.indexOf("corpus/rejected.tsv"))
        .isBetween(0, order.indexOf("corpus/corpus.json"));

    Path end = folder.resolve("end");
    trace.restore(trace.operations(), DiskTrace.Names.SYNCED, end);
    for (String file : named) {
      assertNamesWhole(end.resolve(file), disk);
    }
    assertThat(end.resolve("run/report.html"))
        .hasSameBinaryContentAs(disk.resolve("run/report.html"));
  }

  /** Whether a manifest says that all is there, and then all is. */
  private static boolean assertNamesWhole(Path manifest, Path disk) throws IOException {
    Path directory = manifest.getParent();
    JsonNode tree = new JsonMapper().readTree(manifest.toFile());
    if (manifest.endsWith("corpus.json")) {
      Corpus corpus = Corpus.open(new Configuration(), directory.toString());
      corpus.verify();
      return corpus.manifest().rows() > 0;
    }
    if (!tree.get("complete").asBoolean()) {
      return false;
    }
    for (JsonNode entry : tree.get("files")) {
      String name = directory.getFileName() + "/" + entry.get("file").asText();
      assertThat(directory.resolveSibling(name)).hasSize(entry.get("bytes").asLong());
      assertThat(directory.resolveSibling(name)).hasSameBinaryContentAs(disk.resolve(name));
    }
    return !tree.get("files").isEmpty();
  }
}
