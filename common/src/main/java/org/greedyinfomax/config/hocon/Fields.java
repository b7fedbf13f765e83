package org.greedyinfomax.config.hocon;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.Text;

/**
 * The keys of a section that becomes a record: a table from which the section is read and written.
 * The record's constructor has the rules.
 *
 * @param <R> the record, whose components are the fields, in the same order
 */
public final class Fields<R extends Record> {

  private final Class<R> type;
  private final List<Field<?>> fields;

  private Fields(Class<R> type, List<Field<?>> fields) {
    this.type = type;
    this.fields = fields;
    List<String> components = components().stream().map(RecordComponent::getName).toList();
    if (!components.equals(keys())) {
      throw new AssertionError(
          Text.format("%s has the components %s, but its keys are %s", type, components, keys()));
    }
  }

  /** Creates the table of a record. */
  public static <R extends Record> Fields<R> of(Class<R> type, Field<?>... fields) {
    return new Fields<>(type, List.of(fields));
  }

  /** All keys, in the order in which they are written. */
  public List<String> keys() {
    return fields.stream().<String>map(Field::key).toList();
  }

  /**
   * Reads the record.
   *
   * @throws IllegalArgumentException if a key is missing or of another type, or a rule is broken
   */
  public R read(Section section) {
    Object[] values = fields.stream().map(field -> field.read(section)).toArray();
    try {
      return constructor().newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException rule) {
        throw rule;
      }
      throw new AssertionError(type + " cannot be made", e);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new AssertionError(type + " has components of other types", e);
    }
  }

  /** Returns the values of a record by their keys. */
  public Map<String, Object> write(R values) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<RecordComponent> components = components();
    for (int i = 0; i < fields.size(); i++) {
      tree.put(fields.get(i).key(), fields.get(i).write(value(components.get(i), values)));
    }
    return tree;
  }

  private List<RecordComponent> components() {
    return List.of(type.getRecordComponents());
  }

  private Constructor<R> constructor() throws NoSuchMethodException {
    Class<?>[] types = components().stream().map(RecordComponent::getType).toArray(Class[]::new);
    Constructor<R> constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true); // of records that are seen in their package alone
    return constructor;
  }

  private Object value(RecordComponent component, R values) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " cannot be read", e);
    }
  }
}
