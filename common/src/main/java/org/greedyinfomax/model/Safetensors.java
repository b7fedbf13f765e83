package org.greedyinfomax.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greedyinfomax.Check;
import org.greedyinfomax.Printable;
import org.greedyinfomax.Sha256;

/**
 * A safetensors file: eight bytes of header length, a JSON header, and the tensors' bytes. Nothing
 * in it is ever executed or deserialized into objects.
 *
 * @param metadata free texts
 * @param entries tensors by name, in the order of the file
 * @see <a href="https://github.com/huggingface/safetensors">the format</a>
 */
public record Safetensors(Map<String, String> metadata, Map<String, Entry> entries) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHECKSUM = "sha256";
  private static final String METADATA = "__metadata__";

  public Safetensors {
    metadata = new TreeMap<>(metadata);
    entries = new LinkedHashMap<>(entries);
  }

  /** One tensor: type, shape and little-endian bytes. */
  public static final class Entry {

    private final String type;
    private final List<Integer> shape;
    private final ByteBuffer bytes;

    private Entry(String type, List<Integer> shape, ByteBuffer bytes) {
      this.type = type;
      this.shape = List.copyOf(shape);
      this.bytes = bytes;
    }

    /** Returns a single-precision tensor of part of an array. */
    public static Entry ofFloats(List<Integer> shape, float[] from, int start, int count) {
      ByteBuffer bytes = ByteBuffer.allocate(count * 4).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(from, start, count);
      return new Entry("F32", shape, bytes);
    }

    /** Returns the format's name of its type, such as {@code F32}. */
    public String type() {
      return type;
    }

    public List<Integer> shape() {
      return shape;
    }

    /** Returns the numbers of a tensor of type F32. */
    public float[] floats() {
      float[] numbers = new float[count("F32", 4)];
      view().asFloatBuffer().get(numbers);
      return numbers;
    }

    /** Returns the numbers of a tensor of type F64. */
    public double[] doubles() {
      double[] numbers = new double[count("F64", 8)];
      view().asDoubleBuffer().get(numbers);
      return numbers;
    }

    /** Returns the numbers of a tensor of type I64. */
    public long[] longs() {
      long[] numbers = new long[count("I64", 8)];
      view().asLongBuffer().get(numbers);
      return numbers;
    }

    private int count(String expected, int width) {
      Check.argument(type.equals(expected), "the tensor must be %s, but is %s", expected, type);
      long count = 1;
      for (int length : shape) {
        count *= length;
      }
      Check.argument(
          count * width == bytes.capacity(),
          "a %s tensor of shape %s takes %d bytes, but has %d",
          type,
          shape,
          count * width,
          bytes.capacity());
      return (int) count;
    }

    private ByteBuffer view() {
      return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).clear();
    }
  }

  /**
   * Returns the same with one text more in its metadata, {@code sha256}: of the file without that
   * text. For files that nothing else vouches for.
   */
  public Safetensors withChecksum() {
    Map<String, String> more = new TreeMap<>(metadata);
    more.put(CHECKSUM, checksum());
    return new Safetensors(more, entries);
  }

  /**
   * Compares the checksum in the metadata, if there is one.
   *
   * @param name what errors call the file
   * @throws IllegalArgumentException if it differs
   */
  public void requireChecksum(String name) {
    Check.argument(
        metadata.getOrDefault(CHECKSUM, checksum()).equals(checksum()),
        "%s is damaged, or was changed after it was exported (its metadata \"%s\" is of something"
            + " else): restore it, or take that text out of it",
        name,
        CHECKSUM);
  }

  private String checksum() {
    Map<String, String> others = new TreeMap<>(metadata);
    others.remove(CHECKSUM);
    return Sha256.hex(new Safetensors(others, entries).toBytes());
  }

  /** Returns the tensor of that name, which must be there. */
  public Entry entry(String name) {
    Check.argument(entries.containsKey(name), "tensor \"%s\" is missing", name);
    return entries.get(name);
  }

  /** Returns the file's bytes; the same content gives the same bytes. */
  public byte[] toBytes() {
    ObjectNode header = JSON.createObjectNode();
    ObjectNode texts = header.putObject(METADATA);
    metadata.forEach(texts::put);
    long offset = 0;
    for (Map.Entry<String, Entry> named : entries.entrySet()) {
      Entry entry = named.getValue();
      ObjectNode node = header.putObject(named.getKey());
      node.put("dtype", entry.type);
      ArrayNode shape = node.putArray("shape");
      entry.shape.forEach(shape::add);
      node.putArray("data_offsets").add(offset).add(offset + entry.bytes.capacity());
      offset += entry.bytes.capacity();
    }
    byte[] json = padded(header);
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(8 + json.length + offset))
            .order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(json.length).put(json);
    entries.values().forEach(entry -> file.put(entry.view()));
    return file.array();
  }

  /** Tensors start at a multiple of eight bytes. */
  private static byte[] padded(ObjectNode header) {
    try {
      String json = JSON.writeValueAsString(header);
      int length = json.getBytes(StandardCharsets.UTF_8).length;
      return (json + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError("a header of texts and numbers is always JSON", e);
    }
  }

  /**
   * Reads a file's bytes.
   *
   * @throws IllegalArgumentException if they are not a whole safetensors file
   */
  public static Safetensors fromBytes(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    Check.argument(bytes.length >= 8, "not a safetensors file: only %d bytes", bytes.length);
    long headerLength = file.getLong();
    Check.argument(
        headerLength >= 2 && headerLength <= bytes.length - 8L,
        "not a safetensors file: a header of %d bytes in a file of %d",
        headerLength,
        bytes.length);
    int dataStart = (int) (8 + headerLength);
    JsonNode header;
    try {
      header = JSON.readTree(bytes, 8, (int) headerLength);
    } catch (IOException e) {
      throw new IllegalArgumentException("not a safetensors file: the header is not JSON", e);
    }
    Check.argument(header.isObject(), "not a safetensors file: the header is not a JSON object");
    Map<String, String> metadata = new TreeMap<>();
    Map<String, Entry> entries = new LinkedHashMap<>();
    header
        .properties()
        .forEach(
            field -> {
              if (field.getKey().equals(METADATA)) {
                field
                    .getValue()
                    .properties()
                    .forEach(text -> metadata.put(text.getKey(), text.getValue().asText()));
              } else {
                entries.put(
                    field.getKey(), entry(field.getKey(), field.getValue(), file, dataStart));
              }
            });
    long covered = entries.values().stream().mapToLong(entry -> entry.bytes.capacity()).sum();
    Check.argument(
        covered == bytes.length - dataStart,
        "not a safetensors file: tensors of %d bytes, but data of %d",
        covered,
        bytes.length - dataStart);
    return new Safetensors(metadata, entries);
  }

  private static Entry entry(String name, JsonNode node, ByteBuffer file, int dataStart) {
    Check.argument(
        Printable.isLine(name),
        "the name of tensor \"%s\" has characters that do not show: rename it in the file",
        Printable.line(name));
    List<Integer> shape = new ArrayList<>();
    node.path("shape").forEach(length -> shape.add(length.asInt()));
    long start = node.path("data_offsets").path(0).asLong(-1);
    long end = node.path("data_offsets").path(1).asLong(-1);
    Check.argument(
        start >= 0 && start <= end && end <= file.capacity() - dataStart,
        "tensor \"%s\" lies outside the file: bytes %d to %d of %d",
        name,
        start,
        end,
        file.capacity() - dataStart);
    ByteBuffer bytes = file.slice((int) (dataStart + start), (int) (end - start));
    return new Entry(node.path("dtype").asText(), shape, bytes);
  }
}
