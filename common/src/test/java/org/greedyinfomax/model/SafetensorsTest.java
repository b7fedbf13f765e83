package org.greedyinfomax.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SafetensorsTest {

  private static final String HEADER =
      "{\"__metadata__\":{\"a\":\"b\"},\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";

  @Test
  void writesTheFormat() {
    Map<String, Safetensors.Entry> entries =
        Map.of("x", Safetensors.Entry.ofFloats(List.of(2), new float[] {9, 1, -2, 9}, 1, 2));

    byte[] bytes = new Safetensors(Map.of("a", "b"), entries).toBytes();

    assertThat(bytes).isEqualTo(file(HEADER, 0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0));
  }

  @Test
  void readsWhatItWrote() {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    float[] numbers = {1.5f, -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 7};
    entries.put("b", Safetensors.Entry.ofFloats(List.of(2, 3), numbers, 0, 6));
    entries.put("a", Safetensors.Entry.ofFloats(List.of(1), numbers, 5, 1));
    byte[] bytes = new Safetensors(Map.of("z", "1", "y", "ä\"\\"), entries).toBytes();

    Safetensors read = Safetensors.fromBytes(bytes);

    assertThat(read.metadata()).isEqualTo(Map.of("z", "1", "y", "ä\"\\"));
    assertThat(read.entries().keySet()).containsExactly("b", "a");
    assertThat(read.entry("b").shape()).containsExactly(2, 3);
    assertThat(read.entry("b").type()).isEqualTo("F32");
    assertThat(read.entry("b").floats()).containsExactly(numbers);
    assertThat(read.entry("a").floats()).containsExactly(7);
    assertThat(read.toBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"u001b[2J", "u0007", "n", "u202e", "u200b", "u009b"})
  void refusesANameThatDoesNotShow(String escaped) {
    String header = HEADER.replace("\"x\"", "\"x\\" + escaped + "\"");

    assertThatThrownBy(() -> Safetensors.fromBytes(file(header, 1, 2, 3, 4, 5, 6, 7, 8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "the name of tensor \"x\\\\u[0-9a-f]{4}.*\" has characters that do not show: rename it"
                + " in the file");
  }

  @Test
  void findsAChangeOfWhatHasAChecksumAndOfNothingElse() {
    Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
    entries.put("a", Safetensors.Entry.ofFloats(List.of(2), new float[] {1.5f, 2.5f}, 0, 2));
    Safetensors plain = new Safetensors(Map.of("z", "1"), entries);
    byte[] bytes = plain.withChecksum().toBytes();

    Safetensors.fromBytes(bytes).requireChecksum("it");
    Safetensors.fromBytes(plain.toBytes()).requireChecksum("it");
    bytes[bytes.length - 1] ^= 1;
    Safetensors changed = Safetensors.fromBytes(bytes);
    assertThatThrownBy(() -> changed.requireChecksum("it"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "it is damaged, or was changed after it was exported (its metadata \"sha256\" is of"
                + " something else): restore it, or take that text out of it");
  }

  @Test
  void refusesEveryTruncation() {
    byte[] bytes = file(HEADER, 1, 2, 3, 4, 5, 6, 7, 8);

    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Safetensors.fromBytes(part))
          .as("%d of %d bytes", length, bytes.length)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void saysWhereAFileEnds() {
    byte[] bytes = file(HEADER, 1, 2, 3, 4, 5, 6, 7, 8);

    assertThatThrownBy(() -> Safetensors.fromBytes(new byte[7]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a safetensors file: only 7 bytes");
    assertThatThrownBy(() -> Safetensors.fromBytes(Arrays.copyOf(bytes, 50)))
        .hasMessage("not a safetensors file: a header of 80 bytes in a file of 50");
    assertThatThrownBy(() -> Safetensors.fromBytes(Arrays.copyOf(bytes, bytes.length - 1)))
        .hasMessage("tensor \"x\" lies outside the file: bytes 0 to 8 of 7");
    assertThatThrownBy(() -> Safetensors.fromBytes(Arrays.copyOf(bytes, bytes.length + 1)))
        .hasMessage("not a safetensors file: tensors of 8 bytes, but data of 9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          garbage  | not a safetensors file: the header is not JSON
          [1, 2]   | not a safetensors file: the header is not a JSON object
          {"x": 1} | tensor "x" lies outside the file: bytes -1 to -1 of 8
          {"x": {"data_offsets": [4, 2]}}  | tensor "x" lies outside the file: bytes 4 to 2 of 8
          {"x": {"data_offsets": [-4, 2]}} | tensor "x" lies outside the file: bytes -4 to 2 of 8
          {"x": {"data_offsets": [0, 9223372036854775807]}} | \
          tensor "x" lies outside the file: bytes 0 to 9223372036854775807 of 8
          {"x": {"data_offsets": [0, 4]}}  | not a safetensors file: tensors of 4 bytes, but data of 8
          """)
  void refusesAGarbledHeader(String header, String message) {
    assertThatThrownBy(() -> Safetensors.fromBytes(file(header, 0, 0, 0, 0, 0, 0, 0, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void refusesTensorsThatAreNotWhatIsAskedFor() {
    String wide = HEADER.replace("[2]", "[3]");
    Safetensors.Entry tooWide =
        Safetensors.fromBytes(file(wide, 0, 0, 0, 0, 0, 0, 0, 0)).entry("x");
    Safetensors good = Safetensors.fromBytes(file(HEADER, 0, 0, 0, 0, 0, 0, 0, 0));

    assertThatThrownBy(tooWide::floats)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a F32 tensor of shape [3] takes 12 bytes, but has 8");
    assertThatThrownBy(() -> good.entry("x").doubles())
        .hasMessage("the tensor must be F64, but is F32");
    assertThatThrownBy(() -> good.entry("x").longs())
        .hasMessage("the tensor must be I64, but is F32");
    assertThatThrownBy(() -> good.entry("y")).hasMessage("tensor \"y\" is missing");
  }

  private static byte[] file(String header, int... data) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    int length = (json.length + 7) / 8 * 8;
    ByteBuffer file = ByteBuffer.allocate(8 + length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(length)
        .put(json)
        .put(" ".repeat(length - json.length).getBytes(StandardCharsets.UTF_8));
    for (int one : data) {
      file.put((byte) one);
    }
    return file.array();
  }
}
