package org.greedyinfomax.probe.result;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.JsonLines;

/**
 * Results as JSON, its keys named as the records' components, with a checksum at the end; null is
 * what was not measured.
 */
public final class ProbeJson {

  static final JsonMapper MAPPER =
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
    return JsonFile.toBytes(MAPPER, value);
  }

  /**
   * Such records, a line for each.
   *
   * @param remedy what to do if a file of them cannot be used
   */
  public static <T extends Record> JsonLines<T> lines(Class<T> type, String remedy) {
    return new JsonLines<>(MAPPER, type, remedy);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param name what errors call the text
   * @param version of the format, the only one that can be read
   * @param remedy what to do if the text cannot be used
   * @throws IllegalArgumentException if the text is another
   */
  public static <T extends Record> T read(
      String name, String text, Class<T> type, int version, String remedy) {
    return JsonFile.parse(MAPPER, name, text, type, version, remedy);
  }
}
