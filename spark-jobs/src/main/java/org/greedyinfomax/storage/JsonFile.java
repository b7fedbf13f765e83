package org.greedyinfomax.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/** A record as JSON in a whole file. Its component {@code version} numbers the format. */
public final class JsonFile {

  private static final JsonMapper JSON = StrictJson.MAPPER;

  private JsonFile() {}

  /** Writes a file, replacing an older one, and has it reach the disk. */
  public static void write(Configuration hadoop, Path file, Record value) throws IOException {
    write(hadoop, file, value, WholeFile.Keeping.DURABLE);
  }

  /** Writes a file, replacing an older one. */
  public static void write(Configuration hadoop, Path file, Record value, WholeFile.Keeping keeping)
      throws IOException {
    byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
    WholeFile.write(hadoop, file, content, keeping);
  }

  /**
   * Checks that nothing else is lost when a file is written.
   *
   * @throws IllegalArgumentException if a file is there that is no JSON of such a record
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
  }

  private static boolean isOf(Class<? extends Record> type, byte[] content) throws IOException {
    Set<String> names =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    try {
      JsonNode tree = JSON.readTree(content);
      return tree.isObject()
          && !tree.isEmpty()
          && StreamSupport.stream(((Iterable<String>) tree::fieldNames).spliterator(), false)
              .allMatch(names::contains);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param version the only one that can be read
   * @param remedy what to do if the file cannot be used
   * @throws DamagedException if it is missing or damaged
   * @throws IllegalArgumentException if it is of another version
   */
  public static <T extends Record> T read(
      Configuration hadoop, Path file, Class<T> type, int version, String remedy)
      throws IOException {
    try {
      JsonNode tree = JSON.readTree(WholeFile.readText(hadoop, file));
      if (!tree.path("version").isInt()) {
        String problem = "it has no version";
        throw new DamagedException(
            Text.format("%s is damaged (%s): %s", file, problem, remedy), problem);
      }
      int found = tree.path("version").intValue();
      Check.argument(
          found == version,
          "%s has format version %d, but this program reads version %d: %s",
          file,
          found,
          version,
          remedy);
      return JSON.treeToValue(tree, type);
    } catch (FileNotFoundException e) {
      throw new DamagedException(
          Text.format("%s is missing: %s", file, remedy), "it is missing", e);
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage();
      throw new DamagedException(
          Text.format("%s is damaged (%s): %s", file, problem, remedy), problem, e);
    }
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
