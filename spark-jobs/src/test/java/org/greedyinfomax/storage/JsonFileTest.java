package org.greedyinfomax.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFileTest {

  private static final Mean MEAN = new Mean(2, List.of(0.1, -7.454018030856778E-6));

  private final Configuration hadoop = new Configuration();
  @TempDir private Path directory;
  private Path file;

  record Mean(int version, List<Double> means) {}

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("mean.json");
    JsonFile.write(hadoop, path(), MEAN);
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    assertThat(read()).isEqualTo(MEAN);
  }

  /** As docs/checksums.md shows. */
  @Test
  void hasAChecksumThatOtherProgramsCanCompare() throws IOException {
    String text = Files.readString(file);
    String fields = text.substring(0, text.lastIndexOf(",\n  \"sha256\""));

    assertThat(text)
        .isEqualTo(
            fields + ",\n  \"sha256\" : \"" + WholeFile.sha256(fields.getBytes(UTF_8)) + "\"\n}\n");
  }

  @Test
  void findsEveryChangedBit() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] changed = whole.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, changed);
      assertThatThrownBy(this::read)
          .as("bit %d", bit)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(file + " ")
          .hasMessageEndingWith(": write it again");
    }
  }

  @Test
  void saysSoIfItIsOfAnotherVersionWithOrWithoutAChecksum() throws IOException {
    for (String older :
        List.of(
            "{\n  \"version\" : 1,\n  \"means\" : [ 0.1 ]\n}",
            Files.readString(file).replace("\"version\" : 2", "\"version\" : 1"))) {
      Files.writeString(file, older);
      assertThatThrownBy(this::read)
          .hasMessage(
              file + " has format version 1, but this program reads version 2: write it again");
    }
  }

  /** Which a parser would follow until its stack overflows. */
  @Test
  void parsesNothingWhoseChecksumIsWrong() throws IOException {
    Files.writeString(file, "{\"version\":2,\"means\":" + "[".repeat(1_000_000));

    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file + " is damaged (it does not end with the SHA-256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "7",
        "{ \"means\" : [ 0.1 ] }",
        "{ \"version\" : 2 }",
        "{ \"version\" : \"2\", \"means\" : [ 0.1 ] }",
        "{ \"version\" : 2, \"means\" : [ 0.1 ], \"mine\" : true }"
      })
  void isNotReplacedIfItIsSomebodyElses(String text) throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(() -> JsonFile.requireReplaceable(hadoop, path(), Mean.class))
        .hasMessage(
            file
                + " is there and was not written by this command, so it is not replaced: choose"
                + " another name");
  }

  @Test
  void isReplacedWhateverItsVersion() throws IOException {
    JsonFile.requireReplaceable(hadoop, path(), Mean.class);
    Files.writeString(file, "{\n  \"version\" : 1,\n  \"means\" : [ 0.1 ]\n}");
    JsonFile.requireReplaceable(hadoop, path(), Mean.class);
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(file.toString());
  }

  private Mean read() throws IOException {
    return JsonFile.read(hadoop, path(), Mean.class, 2, "write it again");
  }
}
