package org.greedyinfomax.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a file system that only Hadoop's older interface knows, and that replaces in two steps. */
final class SmallFileOnBareFileSystemTest extends SmallFileKit {

  @TempDir private java.nio.file.Path folder;

  @Override
  Configuration hadoop() {
    return BareFileSystem.settings();
  }

  @Override
  Path directory() {
    return new Path("bare:" + folder.resolve("of-test"));
  }

  @AfterEach
  void live() {
    BareFileSystem.live();
  }

  @Test
  void isTheOldOrTheNewOneWheneverItsWriterIsKilled() throws IOException {
    boolean isWritten = false;
    for (int steps = 0; !isWritten; steps++) {
      BareFileSystem.live();
      WholeFile.write(hadoop(), file(), bytes("old"));
      BareFileSystem.dieAfter(steps);
      isWritten = write("new");
      BareFileSystem.live();

      assertThat(WholeFile.readText(hadoop(), file()))
          .as("after %d steps", steps)
          .matches("old|new");
      assertThat(WholeFile.exists(hadoop(), file())).isTrue();
    }
    assertThat(WholeFile.readText(hadoop(), file())).isEqualTo("new");
  }

  private boolean write(String text) {
    try {
      WholeFile.write(hadoop(), file(), bytes(text));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void isReadFromATemporaryFileOnlyIfThatWasFinished() throws IOException {
    put(TemporaryName.of("words.txt", bytes("whole")), "who");
    assertThat(WholeFile.exists(hadoop(), file())).isFalse();

    put(TemporaryName.of("words.txt", bytes("whole")), "whole");
    assertThat(WholeFile.readText(hadoop(), file())).isEqualTo("whole");

    WholeFile.delete(hadoop(), file());
    assertThat(names()).isEmpty();
  }

  /** {@code gim clean} would delete the only copy. */
  @Test
  void aTemporaryFileIsNotLeftOverAsLongAsItIsRead() throws IOException {
    String name = TemporaryName.of("words.txt", bytes("whole"));
    put(name, "whole");
    assertThat(leftovers()).isEmpty();

    WholeFile.write(hadoop(), file(), bytes("new"));
    assertThat(leftovers()).containsExactly(name);
  }

  private java.util.List<String> leftovers() throws IOException {
    return Leftover.in(
            hadoop(),
            directory(),
            (name, names) -> WholeFile.ofTemporary(name).isPresent(),
            name -> false)
        .stream()
        .map(leftover -> leftover.path().getName())
        .toList();
  }
}
