package org.greedyinfomax.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumException;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * Records as JSON, a line for each, in a file that is always replaced whole, because not every file
 * system can append. Without records there is no file.
 *
 * <p>The last field of a line, {@code sha256}, is the SHA-256 of three texts one after another: the
 * same field of the line before, or nothing in the first line; the word {@code last} in the last
 * line; and what stands before the field in its own line. So a line that was changed, left out,
 * doubled or moved is found, and a file that was cut after a whole line.
 *
 * @param json reads and writes a record
 * @param type of the records
 * @param remedy what to do if a file cannot be used
 */
public record JsonLines<T extends Record>(JsonMapper json, Class<T> type, String remedy) {

  private static final String LAST = "last";

  /**
   * Reads a file; nothing if there is none.
   *
   * @throws IllegalArgumentException naming the first line that is not as it was written
   */
  public List<T> read(Configuration hadoop, Path file) throws IOException {
    try {
      return parse(file.toString(), WholeFile.readText(hadoop, file));
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (ChecksumException e) {
      throw new IllegalArgumentException(
          Text.format("%s is damaged (%s): %s", file, e.getMessage(), remedy), e);
    }
  }

  /** Writes a file, replacing an older one; if there are no records, deletes it. */
  public void write(Configuration hadoop, Path file, List<T> records) throws IOException {
    if (records.isEmpty()) {
      WholeFile.delete(hadoop, file);
    } else {
      WholeFile.write(hadoop, file, toBytes(records));
    }
  }

  /** The content of a file. */
  public byte[] toBytes(List<T> records) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (int i = 0; i < records.size(); i++) {
      String context = before + (i == records.size() - 1 ? LAST : "");
      String line = JsonChecksum.LINE.addTo(toJson(records.get(i)), context);
      text.append(line).append('\n');
      before = JsonChecksum.LINE.of(line).orElseThrow();
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String toJson(T value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError("records have a JSON", e);
    }
  }

  private List<T> parse(String name, String text) {
    Check.argument(!text.isEmpty(), "%s is damaged (it is empty): %s", name, remedy);
    String[] lines = text.split("\n", -1);
    int count = lines.length - 1; // after the last line feed there is nothing
    requireWhole(lines[count].isEmpty(), name, lines.length);
    List<T> records = new ArrayList<>();
    String before = "";
    for (int i = 0; i < count; i++) {
      records.add(value(name, i + 1, checked(name, lines[i], before, i + 1, count)));
      before = JsonChecksum.LINE.of(lines[i]).orElseThrow();
    }
    return records;
  }

  /** The line's object, if it is what was written after the line before. */
  private String checked(String name, String line, String before, int number, int count) {
    requireWhole(JsonChecksum.LINE.isIn(line), name, number);
    String context = before + (number == count ? LAST : "");
    String object = JsonChecksum.LINE.checked(line, context).orElse("");
    Check.argument(
        !object.isEmpty() || JsonChecksum.LINE.checked(line, before).isEmpty(),
        "%s is damaged (it was cut off after line %d): %s",
        name,
        number,
        remedy);
    Check.argument(
        !object.isEmpty(),
        "%s, line %d is damaged (its checksum differs): %s",
        name,
        number,
        remedy);
    return object;
  }

  private void requireWhole(boolean isWhole, String name, int line) {
    Check.argument(
        isWhole,
        "%s, line %d is damaged (it does not end with a checksum: it was cut off, or an older version"
            + " of this program wrote it): %s",
        name,
        line,
        remedy);
  }

  private T value(String name, int line, String object) {
    try {
      return json.readValue(object, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          Text.format(
              "%s, line %d is damaged (%s): %s", name, line, e.getOriginalMessage(), remedy),
          e);
    }
  }
}
