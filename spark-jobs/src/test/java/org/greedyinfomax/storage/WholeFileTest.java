package org.greedyinfomax.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {

  private final Configuration hadoop = new Configuration();
  @TempDir private Path directory;
  private org.apache.hadoop.fs.Path file;

  @BeforeEach
  void name() {
    file = new org.apache.hadoop.fs.Path(directory.toString(), "words.txt");
  }

  @Test
  void replacesAnOlderFileAndLeavesNothingBeside() throws IOException {
    WholeFile.write(hadoop, file, bytes("a long first text"));
    WholeFile.write(hadoop, file, bytes("größer"));

    assertThat(WholeFile.read(hadoop, file)).isEqualTo(bytes("größer"));
    assertThat(WholeFile.readText(hadoop, file)).isEqualTo("größer");
    try (var files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactly("words.txt");
    }
  }

  @Test
  void isNotDisturbedByWhatAKilledWriterLeft() throws IOException {
    WholeFile.write(hadoop, file, bytes("old"));
    Files.writeString(directory.resolve(".words.txt.tmp"), "hal");

    assertThat(WholeFile.readText(hadoop, file)).isEqualTo("old");

    WholeFile.write(hadoop, file, bytes("new"));
    assertThat(WholeFile.readText(hadoop, file)).isEqualTo("new");
    assertThat(directory.resolve(".words.txt.tmp")).hasContent("hal");
  }

  /** Whoever can foresee the name of what is written first can have another file overwritten. */
  @Test
  void followsNoSymbolicLink() throws IOException {
    Path victim = Files.writeString(directory.resolve("victim"), "mine");
    Files.createSymbolicLink(directory.resolve(".words.txt.tmp"), victim);
    Files.createSymbolicLink(directory.resolve("words.txt"), victim);

    WholeFile.write(hadoop, file, bytes("new"));

    assertThat(victim).hasContent("mine");
    assertThat(directory.resolve("words.txt")).isRegularFile().hasContent("new");
    assertThat(Files.isSymbolicLink(directory.resolve("words.txt"))).isFalse();
  }

  @Test
  void isWrittenThroughALinkToItsDirectory() throws IOException {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), elsewhere);

    WholeFile.write(
        hadoop, new org.apache.hadoop.fs.Path(link.toString(), "words.txt"), bytes("new"));

    assertThat(link).isSymbolicLink();
    assertThat(elsewhere.resolve("words.txt")).hasContent("new");
  }

  @Test
  void leavesNothingWhenItCannotBeWritten() throws IOException {
    Files.createDirectories(directory.resolve("words.txt/in the way"));

    assertThatThrownBy(() -> WholeFile.write(hadoop, file, bytes("new")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot write " + file + ": ");

    try (var files = Files.list(directory)) {
      assertThat(files.map(path -> path.getFileName().toString())).containsExactly("words.txt");
    }
  }

  @Test
  void knowsNamesOfTemporaryFilesOfThisAndOfEarlierVersions() {
    assertThat(WholeFile.ofTemporary(".run.json.0123456789abcdef0123456789abcdef.tmp"))
        .contains("run.json");
    assertThat(WholeFile.ofTemporary(".run.json.tmp")).contains("run.json");
    assertThat(WholeFile.ofTemporary("run.json.tmp")).isEmpty();
    assertThat(WholeFile.ofTemporary(".run.json")).isEmpty();
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> WholeFile.readText(hadoop, file))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("words.txt");
  }

  /** A reader that never misses the file while it is replaced again and again. */
  @Test
  void isThereAllTheTimeWhileItIsReplaced() throws Exception {
    WholeFile.write(hadoop, file, bytes("0".repeat(1000)));
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> written =
          writer.submit(
              () -> {
                for (int i = 0; i < 300; i++) {
                  WholeFile.write(hadoop, file, bytes(Integer.toString(i % 10).repeat(1000)));
                }
                return "done";
              });
      do {
        assertThat(WholeFile.readText(hadoop, file)).hasSize(1000).matches("(.)\\1*");
      } while (!written.isDone());
      written.get();
    } finally {
      writer.shutdown();
    }
  }

  /** The digest of nothing is in FIPS 180's examples. */
  @Test
  void digests() {
    assertThat(WholeFile.sha256(new byte[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
