package org.greedyinfomax.config.hocon;

import java.util.function.BiFunction;
import java.util.function.Function;
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

  private static <T> ValueType<T> plain(BiFunction<Section, String, T> reader) {
    return new ValueType<>(reader, value -> value);
  }

  /** Returns the type of a constant by its {@linkplain Text#word spelling}. */
  public static <E extends Enum<E>> ValueType<E> choice(Class<E> type) {
    return new ValueType<>((section, key) -> section.choice(key, type), Text::word);
  }
}
