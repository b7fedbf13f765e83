package org.greedyinfomax.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

/** What a {@link WholeFile} is on every file system. */
abstract class SmallFileKit {

  /** How to reach the file system. */
  abstract Configuration hadoop() throws IOException;

  /** A directory of this test's own, which is not there yet. */
  abstract Path directory() throws IOException;

  /** How often a reader looks while a file is replaced: a matter of how long that takes. */
  int replacements() {
    return 100;
  }

  Path file() throws IOException {
    return new Path(directory(), "words.txt");
  }

  FileSystem files() throws IOException {
    return directory().getFileSystem(hadoop());
  }

  List<String> names() throws IOException {
    return Arrays.stream(files().listStatus(directory()))
        .map(status -> status.getPath().getName())
        .toList();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  void put(String name, String text) throws IOException {
    try (var out = files().create(new Path(directory(), name), true)) {
      out.write(bytes(text));
    }
  }

  @Test
  void replacesAnOlderFileAndLeavesNothingBeside() throws IOException {
    WholeFile.write(hadoop(), file(), bytes("a long first text"));
    WholeFile.write(hadoop(), file(), bytes("größer"), WholeFile.Keeping.PASSING);

    assertThat(WholeFile.readText(hadoop(), file())).isEqualTo("größer");
    assertThat(WholeFile.exists(hadoop(), file())).isTrue();
    assertThat(names()).containsExactly("words.txt");
  }

  @Test
  void isNotDisturbedByWhatAKilledWriterLeft() throws IOException {
    WholeFile.write(hadoop(), file(), bytes("old"));
    put(TemporaryName.of("words.txt", bytes("half")), "half");

    assertThat(WholeFile.readText(hadoop(), file())).isEqualTo("old");
    WholeFile.write(hadoop(), file(), bytes("new"));
    assertThat(WholeFile.readText(hadoop(), file())).isEqualTo("new");
  }

  @Test
  void isGoneWhenItIsDeleted() throws IOException {
    WholeFile.write(hadoop(), file(), bytes("old"));
    WholeFile.delete(hadoop(), file());
    WholeFile.delete(hadoop(), file());

    assertThat(WholeFile.exists(hadoop(), file())).isFalse();
    assertThatThrownBy(() -> WholeFile.read(hadoop(), file()))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("words.txt");
  }

  /** A reader that never misses the file while it is replaced again and again. */
  @Test
  void isThereAllTheTimeWhileItIsReplaced() throws Exception {
    WholeFile.write(hadoop(), file(), bytes("0".repeat(1000)));
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> written =
          writer.submit(
              () -> {
                for (int i = 0; i < replacements(); i++) {
                  WholeFile.write(hadoop(), file(), bytes(Integer.toString(i % 10).repeat(1000)));
                }
                return "done";
              });
      do {
        assertThat(WholeFile.readText(hadoop(), file())).hasSize(1000).matches("(.)\\1*");
      } while (!written.isDone());
      written.get();
    } finally {
      writer.shutdown();
    }
  }

  @Test
  void aDirectoryIsTriedAndLeftAsItWas() throws IOException {
    WriteTrial.require(hadoop(), directory());

    assertThat(WholeFile.exists(hadoop(), file())).isFalse();
    put("words.txt", "old");
    WriteTrial.require(hadoop(), directory());
    assertThat(names()).containsExactly("words.txt");
  }
}
