package org.greedyinfomax.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/** A record as JSON in a whole file. Its component {@code version} numbers the format. */
public final class JsonFile {

  private static final JsonMapper JSON = StrictJson.MAPPER;

  private JsonFile() {}

  /** Writes a file, replacing an older one. */
  public static void write(Configuration hadoop, Path file, Record value) throws IOException {
    WholeFile.write(hadoop, file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(value));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param version the only one that can be read
   * @param remedy what to do if the file cannot be used
   * @throws IllegalArgumentException if it is missing, damaged or of another version
   */
  public static <T extends Record> T read(
      Configuration hadoop, Path file, Class<T> type, int version, String remedy)
      throws IOException {
    try {
      JsonNode tree = JSON.readTree(WholeFile.readText(hadoop, file));
      int found = tree.path("version").asInt(0);
      Check.argument(
          found == version,
          "%s has format version %d, but this program reads version %d: %s",
          file,
          found,
          version,
          remedy);
      return JSON.treeToValue(tree, type);
    } catch (FileNotFoundException e) {
      throw new IllegalArgumentException(Text.format("%s is missing: %s", file, remedy), e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          Text.format("%s is damaged (%s): %s", file, e.getOriginalMessage(), remedy), e);
    }
  }
}
