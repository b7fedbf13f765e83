package org.greedyinfomax.config.hocon;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * How values of one type are read from a recipe, and written to one.
 *
 * @param reader of the value under a key of a section
 * @param writer to a text, a number, a list or a map, as {@link HoconText} takes them
 */
public record ValueType<T>(BiFunction<Section, String, T> reader, Function<T, Object> writer) {

  /** A number without fraction that fits 32 bits. */
  public static final ValueType<Integer> WHOLE_NUMBER = plain(Section::wholeNumber);

  /** Any number. */
  public static final ValueType<Double> NUMBER = plain(Section::number);

  /** A text. */
  public static final ValueType<String> TEXT = plain(Section::text);

  /** A number of bytes; written in the largest unit that it is a multiple of. */
  public static final ValueType<Long> BYTES = new ValueType<>(Section::bytes, ValueType::bytesText);

  /** Texts under keys of the user's choice. */
  public static final ValueType<Map<String, String>> TEXTS = plain(Section::texts);

  private static final Map<Class<?>, ValueType<?>> PLAIN =
      Map.of(
          int.class, WHOLE_NUMBER,
          long.class, plain(Section::longNumber),
          double.class, NUMBER,
          boolean.class, plain(Section::flag),
          String.class, TEXT);

  private static <T> ValueType<T> plain(BiFunction<Section, String, T> reader) {
    return new ValueType<>(reader, value -> value);
  }

  /**
   * Returns how values of a class are read and written if nothing else is said: numbers, texts and
   * truth values as they are, constants by their {@linkplain Text#word spelling}, and records as
   * sections.
   */
  static ValueType<?> of(Class<?> type) {
    if (type.isEnum()) {
      return choice(
          Stream.of(type.getEnumConstants()).<Enum<?>>map(each -> (Enum<?>) each).toList(),
          Text::word);
    }
    if (type.isRecord()) {
      return section(Fields.of(type.asSubclass(Record.class)));
    }
    return PLAIN.getOrDefault(
        type,
        plain(
            (section, key) -> {
              throw new AssertionError(Text.format("nobody says how %s is read: %s", key, type));
            }));
  }

  /** Returns how one of some values is read and written, each of which has such a spelling. */
  public static <T> ValueType<T> choice(List<T> values, Function<T, String> spelling) {
    List<String> spellings = values.stream().map(spelling).toList();
    return new ValueType<>(
        (section, key) -> values.get(spellings.indexOf(section.oneOf(key, spellings))),
        spelling::apply);
  }

  /** Returns how the section of a record is read and written. */
  public static <R extends Record> ValueType<R> section(Fields<R> fields) {
    return new ValueType<>((section, key) -> section.section(key, fields), fields::write);
  }

  /**
   * Returns the same with a word for one of the values, which nothing else stands for.
   *
   * @param rule what the other values must be
   */
  public ValueType<T> or(String word, T value, String rule) {
    return new ValueType<>(
        (section, key) -> {
          if (section.text(key).equals(word)) {
            return value;
          }
          T other = reader.apply(section, key);
          Check.argument(
              !other.equals(value), "%s must be %s, or %s, but is %s", key, rule, word, other);
          return other;
        },
        written -> written.equals(value) ? word : writer.apply(written));
  }

  /** Returns what a value, which must be of this type, is written to. */
  @SuppressWarnings("unchecked")
  Object write(Object value) {
    return writer.apply((T) value);
  }

  private static String bytesText(long bytes) {
    List<String> units = List.of("B", "KiB", "MiB", "GiB", "TiB");
    long number = bytes;
    int unit = 0;
    while (number % 1024 == 0 && unit < units.size() - 1) {
      number /= 1024;
      unit++;
    }
    return number + " " + units.get(unit);
  }
}
