package org.greedyinfomax.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * A record as JSON in a whole file. Its first component, {@code version}, numbers the format; a
 * last field, {@code sha256}, is the SHA-256 of all bytes before it, so that a changed file is
 * refused.
 */
public final class JsonFile {

  private static final String VERSION_FIELD = "version";
  private static final Pattern VERSION =
      Pattern.compile("\\{\\s*\"version\"\\s*:\\s*(\\d{1,9})\\D");

  private static final String CHANGED =
      "it does not end with the SHA-256 of its other fields, or was edited by hand";

  private JsonFile() {}

  /** Writes a file, replacing an older one, and has it reach the disk. */
  public static void write(Configuration hadoop, Path file, Record value) throws IOException {
    write(hadoop, file, value, WholeFile.Keeping.DURABLE);
  }

  /** Writes a file, replacing an older one. */
  public static void write(Configuration hadoop, Path file, Record value, WholeFile.Keeping keeping)
      throws IOException {
    WholeFile.write(hadoop, file, toBytes(StrictJson.MAPPER, value), keeping);
  }

  /** The content of a file, as {@link #write} writes it, by a mapper for special records. */
  public static byte[] toBytes(JsonMapper json, Record value) {
    try {
      String object = json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
      return (JsonChecksum.PRETTY.addTo(object, "") + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError("records have a JSON", e);
    }
  }

  /**
   * Checks that nothing else is lost when a file is written, and that it can be, before what is to
   * be in it is computed.
   *
   * @throws IllegalArgumentException if a file is there that is no JSON of such a record, of any
   *     version: an object with a version, most of the other components, and nothing else
   * @throws IOException if the file's directory cannot be written to
   */
  public static void requireReplaceable(
      Configuration hadoop, Path file, Class<? extends Record> type) throws IOException {
    FileSystem files = file.getFileSystem(hadoop);
    if (files.exists(file)) {
      Check.argument(
          files.getFileStatus(file).isFile() && isOf(type, WholeFile.read(hadoop, file)),
          "%s is there and was not written by this command, so it is not replaced: choose another"
              + " name",
          file);
    }
    WriteTrial.require(hadoop, files.makeQualified(file).getParent());
  }

  private static boolean isOf(Class<? extends Record> type, byte[] content) throws IOException {
    Set<String> names =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    try {
      JsonNode tree = StrictJson.MAPPER.readTree(content);
      Set<String> found = new HashSet<>();
      tree.fieldNames().forEachRemaining(found::add);
      found.remove(JsonChecksum.FIELD); // which older versions do not have
      return tree.path(VERSION_FIELD).isInt()
          && names.containsAll(found)
          && 2 * found.size() > names.size();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param version the only one that can be read
   * @param remedy what to do if the file cannot be used
   * @throws DamagedException if it is missing or changed
   * @throws IllegalArgumentException if it is of another version
   */
  public static <T extends Record> T read(
      Configuration hadoop, Path file, Class<T> type, int version, String remedy)
      throws IOException {
    try {
      String text = WholeFile.readText(hadoop, file);
      return parse(StrictJson.MAPPER, file.toString(), text, type, version, remedy);
    } catch (FileNotFoundException e) {
      throw new DamagedException(
          Text.format("%s is missing: %s", file, remedy), "it is missing", e);
    } catch (ChecksumException e) {
      throw new DamagedException(
          damaged(file.toString(), e.getMessage(), remedy), e.getMessage(), e);
    }
  }

  /**
   * Reads what {@link #toBytes} made.
   *
   * @param name what errors call the text
   * @param version the only one that can be read
   * @param remedy what to do if the text cannot be used
   * @throws DamagedException if it is changed
   * @throws IllegalArgumentException if it is of another version
   */
  public static <T extends Record> T parse(
      JsonMapper json, String name, String text, Class<T> type, int version, String remedy) {
    // Versions first: older ones have no checksum.
    Matcher versions = VERSION.matcher(text);
    int found = versions.lookingAt() ? Integer.parseInt(versions.group(1)) : version;
    Check.argument(
        found == version,
        "%s has format version %d, but this program reads version %d: %s",
        name,
        found,
        version,
        remedy);
    String object =
        text.endsWith("\n")
            ? JsonChecksum.PRETTY.checked(text.substring(0, text.length() - 1), "").orElse("")
            : "";
    if (object.isEmpty()) {
      throw new DamagedException(damaged(name, CHANGED, remedy), CHANGED);
    }
    try {
      return json.readValue(object, type);
    } catch (JsonProcessingException e) {
      throw new DamagedException(
          damaged(name, e.getOriginalMessage(), remedy), e.getOriginalMessage(), e);
    }
  }

  private static String damaged(String name, String problem, String remedy) {
    return Text.format("%s is damaged (%s): %s", name, problem, remedy);
  }

  /** A file is missing or holds something else than was written. */
  public static final class DamagedException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final String problem;

    DamagedException(String message, String problem) {
      super(message);
      this.problem = problem;
    }

    DamagedException(String message, String problem, Throwable cause) {
      super(message, cause);
      this.problem = problem;
    }

    /** What is wrong, in words. */
    public String problem() {
      return problem;
    }
  }
}
