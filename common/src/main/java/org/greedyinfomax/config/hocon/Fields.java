package org.greedyinfomax.config.hocon;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The table of a section that becomes a record: for each component, in their order, its key, how it
 * is read and written, and whether it is hashed. Rules are those of the record's constructor; what
 * it says of a value begins with the key.
 *
 * @param <R> the record
 */
public final class Fields<R extends Record> {

  private final Class<R> type;
  private final List<Field<R>> fields;

  /**
   * One component of a record.
   *
   * @param keys that it is read from: usually the one of its name
   */
  private record Field<R>(
      String component,
      List<String> keys,
      Function<Section, ?> reader,
      BiConsumer<R, Map<String, Object>> writer,
      boolean isHashed) {}

  private Fields(Class<R> type, List<Field<R>> fields) {
    this.type = type;
    this.fields = fields;
  }

  /**
   * Returns the table of a record whose components are the keys of their names, with values that
   * are read and written as {@link ValueType#of} says.
   */
  public static <R extends Record> Fields<R> of(Class<R> type) {
    return new Fields<>(
        type,
        Stream.of(type.getRecordComponents())
            .map(each -> field(type, each.getName(), each.getName(), ValueType.of(each.getType())))
            .toList());
  }

  private static <R extends Record> Field<R> field(
      Class<R> type, String component, String key, ValueType<?> valueType) {
    return new Field<>(
        component,
        List.of(key),
        section -> valueType.reader().apply(section, key),
        (values, tree) -> tree.put(key, valueType.write(value(type, component, values))),
        true);
  }

  /** Returns the same table, with values of a component that are read and written otherwise. */
  public Fields<R> with(String component, ValueType<?> valueType) {
    return with(component, component, valueType);
  }

  /** Returns the same table, with a component whose key has another name. */
  public Fields<R> with(String component, String key, ValueType<?> valueType) {
    return changed(component, field -> field(type, component, key, valueType));
  }

  /** Returns the same table, with a component that has other keys than its name. */
  public Fields<R> with(
      String component,
      List<String> keys,
      Function<Section, ?> reader,
      BiConsumer<R, Map<String, Object>> writer) {
    return changed(component, field -> new Field<>(component, keys, reader, writer, true));
  }

  /** Returns the same table, with a component that is a record without a section of its own. */
  public <S extends Record> Fields<R> inline(String component, Fields<S> inlined) {
    return with(
        component,
        inlined.keys(),
        inlined::read,
        (values, tree) ->
            tree.putAll(inlined.write(inlined.type.cast(value(type, component, values)))));
  }

  /** Returns the same table, with a component that is left out of what is hashed. */
  public Fields<R> unhashed(String component) {
    return changed(
        component,
        field -> new Field<>(component, field.keys(), field.reader(), field.writer(), false));
  }

  private Fields<R> changed(String component, UnaryOperator<Field<R>> change) {
    if (fields.stream().noneMatch(field -> field.component().equals(component))) {
      throw new AssertionError(type + " has no component " + component);
    }
    return new Fields<>(
        type,
        fields.stream()
            .map(field -> field.component().equals(component) ? change.apply(field) : field)
            .toList());
  }

  /** Returns all keys, in the order in which they are written, after others of the section. */
  public List<String> keys(String... others) {
    return Stream.concat(Stream.of(others), fields.stream().flatMap(field -> field.keys().stream()))
        .toList();
  }

  /** Returns the keys that are left out of what is hashed. */
  public List<String> unhashedKeys() {
    return fields.stream()
        .filter(field -> !field.isHashed())
        .flatMap(field -> field.keys().stream())
        .toList();
  }

  /**
   * Reads the record.
   *
   * @throws IllegalArgumentException if a key is missing or of another type, or a rule is broken
   */
  public R read(Section section) {
    Object[] values = fields.stream().map(field -> field.reader().apply(section)).toArray();
    try {
      return constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException rule) {
        throw rule;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new AssertionError(type + " cannot be made", e);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new AssertionError(type + " has components of other types", e);
    }
  }

  private Constructor<R> constructor() throws NoSuchMethodException {
    Constructor<R> constructor =
        type.getDeclaredConstructor(
            Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
    constructor.setAccessible(true); // of records that are seen in their package alone
    return constructor;
  }

  /** Returns the values of a record by their keys. */
  public Map<String, Object> write(R values) {
    Map<String, Object> tree = new LinkedHashMap<>();
    fields.forEach(field -> field.writer().accept(values, tree));
    return tree;
  }

  /** Returns the values that are hashed. */
  public Map<String, Object> writeHashed(R values) {
    Map<String, Object> tree = write(values);
    tree.keySet().removeAll(unhashedKeys());
    return tree;
  }

  private static Object value(Class<?> type, String component, Record values) {
    try {
      Method accessor = type.getDeclaredMethod(component);
      accessor.setAccessible(true);
      return accessor.invoke(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " cannot be read", e);
    }
  }
}
