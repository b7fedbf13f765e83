package org.greedyinfomax.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JsonLinesTest {

  private static final List<Loss> LOSSES =
      Stream.of("conv1", "größer", "gru").map(module -> new Loss(module, 1.25)).toList();
  private static final JsonLines<Loss> LINES =
      new JsonLines<>(StrictJson.MAPPER, Loss.class, "delete it");

  private final Configuration hadoop = new Configuration();
  @TempDir private Path directory;
  private Path file;

  record Loss(String module, double nats) {}

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("losses.jsonl");
    LINES.write(hadoop, path(), LOSSES);
  }

  @Test
  void areReadAsTheyWereWritten() throws IOException {
    assertThat(read()).isEqualTo(LOSSES);
    assertThat(Files.readAllLines(file))
        .hasSize(3)
        .first()
        .asString()
        .matches("\\{\"module\":\"conv1\",\"nats\":1.25,\"sha256\":\"[0-9a-f]{64}\"}");
  }

  @Test
  void haveNoFileWithoutRecords() throws IOException {
    LINES.write(hadoop, path(), List.of());

    assertThat(file).doesNotExist();
    assertThat(read()).isEmpty();
  }

  @Test
  void nameTheLineThatWasChanged() throws IOException {
    Files.writeString(file, Files.readString(file).replace("größer", "kleiner"));

    assertRefused(", line 2 is damaged (its checksum differs): delete it");
  }

  @Test
  void nameTheFirstLineOfAnOlderVersion() throws IOException {
    Files.writeString(file, "{\"module\":\"conv1\",\"nats\":1.25}\n");

    assertRefused(
        ", line 1 is damaged (it does not end with a checksum: it was cut off, or an older version of"
            + " this program wrote it): delete it");
  }

  @Test
  void findThatTheFileWasCutOffAfterAWholeLine() throws IOException {
    Files.write(file, Files.readAllLines(file).subList(0, 2));

    assertRefused(" is damaged (it was cut off after line 2): delete it");
    Files.writeString(file, "");
    assertRefused(" is damaged (it is empty): delete it");
  }

  @Test
  void findLinesThatWereMovedDoubledOrLeftOut() throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> swapped = new ArrayList<>(lines);
    Collections.swap(swapped, 0, 1);

    for (List<String> wrong :
        List.of(
            swapped,
            List.of(lines.get(0), lines.get(0), lines.get(1), lines.get(2)),
            List.of(lines.get(0), lines.get(1), lines.get(2), lines.get(2)),
            lines.subList(1, 3),
            List.of(lines.get(0), lines.get(2)))) {
      Files.write(file, wrong);
      assertThatThrownBy(this::read).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void findEveryChangedBit() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit += 3) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, changed);
      assertThatThrownBy(this::read)
          .as("bit %d of %s", bit, new String(changed, UTF_8))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(file.toString());
    }
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(file.toString());
  }

  private List<Loss> read() throws IOException {
    return LINES.read(hadoop, path());
  }

  private void assertRefused(String message) {
    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + message);
  }
}
