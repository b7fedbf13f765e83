package org.greedyinfomax.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.nio.charset.StandardCharsets;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/** Results as JSON, its keys named as the records' components; null is what was not measured. */
public final class ProbeJson {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .addModule(
              new SimpleModule()
                  .addSerializer(double.class, new NullIfNotMeasured())
                  .addDeserializer(double.class, new NotMeasuredIfNull()))
          .build();

  private ProbeJson() {}

  /** Writes a record of numbers, texts and such records, in UTF-8. */
  public static byte[] write(Record value) {
    try {
      String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new AssertionError("records of numbers and texts have a JSON", e);
    }
  }

  /** The same in a line. */
  static String line(Record value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new AssertionError("records of numbers and texts have a JSON", e);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param name what errors call the text
   * @throws IllegalArgumentException if the text is another
   */
  public static <T extends Record> T read(String name, String text, Class<T> type) {
    try {
      T value = JSON.readValue(text, type);
      Check.argument(value != null, "%s is damaged (null): delete it", name);
      return value;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          Text.format(
              "%s is damaged, or of another version of this program (%s): delete it",
              name, e.getOriginalMessage()),
          e);
    }
  }
}
