package org.greedyinfomax.storage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The last field of a JSON object, {@code sha256}: the SHA-256 of all bytes before that field.
 *
 * <p>It is checked before anything is parsed. Text whose checksum is right is the text that was
 * written, to the byte.
 */
enum JsonChecksum {
  /** Of an object over several lines, as Jackson's default pretty printer writes it. */
  PRETTY(",\n  \"sha256\" : \"", "\n}"),

  /** Of an object in one line. */
  LINE(",\"sha256\":\"", "}");

  /** The name of the field. */
  static final String FIELD = "sha256";

  private static final int DIGITS = 64;

  private final String start; // from the comma to the digits
  private final String close; // of the object
  private final String end; // from the digits to the end of the object

  JsonChecksum(String start, String close) {
    this.start = start;
    this.close = close;
    end = "\"" + close;
  }

  /**
   * Appends the field.
   *
   * @param object with at least one field, as Jackson writes it in this form
   * @param context what the checksum is of, beside the object
   */
  String addTo(String object, String context) {
    String fields = object.substring(0, object.length() - close.length());
    return fields + start + digest(fields, context) + end;
  }

  /** Whether a text ends with such a field, right or wrong. */
  boolean isIn(String text) {
    int digits = digits(text);
    return digits > start.length()
        && text.startsWith(start, digits - start.length())
        && text.endsWith(end);
  }

  /** The digits, if the text has them. */
  Optional<String> of(String text) {
    return isIn(text)
        ? Optional.of(text.substring(digits(text), digits(text) + DIGITS))
        : Optional.empty();
  }

  /** The object without the field, if its checksum is right. */
  Optional<String> checked(String text, String context) {
    if (!isIn(text)) {
      return Optional.empty();
    }
    String fields = text.substring(0, digits(text) - start.length());
    return text.startsWith(digest(fields, context), digits(text))
        ? Optional.of(fields + close)
        : Optional.empty();
  }

  private int digits(String text) {
    return text.length() - end.length() - DIGITS;
  }

  private static String digest(String fields, String context) {
    return WholeFile.sha256((context + fields).getBytes(StandardCharsets.UTF_8));
  }
}
