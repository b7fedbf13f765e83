package org.greedyinfomax.config.hocon;

/**
 * A key of a section, and the type of its value.
 *
 * @param key also the name of the component of the record that is read from the section
 * @param type of the value
 */
public record Field<T>(String key, ValueType<T> type) {

  /** Returns a key whose value is a number without fraction that fits 32 bits. */
  public static Field<Integer> wholeNumber(String key) {
    return new Field<>(key, ValueType.WHOLE_NUMBER);
  }

  /** Returns a key whose value is the spelling of a constant. */
  public static <E extends Enum<E>> Field<E> choice(String key, Class<E> type) {
    return new Field<>(key, ValueType.choice(type));
  }

  T read(Section section) {
    return type.reader().apply(section, key);
  }

  Object write(Object value) {
    @SuppressWarnings("unchecked") // it is the component of that name
    T typed = (T) value;
    return type.writer().apply(typed);
  }
}
