package org.greedyinfomax.config.hocon;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.greedyinfomax.Text;

/**
 * One section of a recipe, read by type. Every complaint names the key's full path, what was
 * expected, and the file and line that set it.
 */
public final class Section {

  private static final String TOO_LARGE =
      "numbers of the recipe are larger together than can be counted: take fewer channels, and"
          + " smaller kernels, strides and crops";

  private final String source;
  private final String prefix; // of this section's keys: empty, or a path with a dot at its end
  private final ConfigObject values;
  private final Predicate<String> keys;

  /**
   * Opens a section.
   *
   * @param source what complaints about missing keys call the recipe
   * @param prefix of the section's keys in complaints: empty, or a path that ends in a dot
   * @param keys all that the section may hold
   * @throws IllegalArgumentException if the section holds another key
   */
  public Section(String source, String prefix, ConfigObject values, List<String> keys) {
    this(source, prefix, values, keys::contains);
    for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
      if (!keys.contains(entry.getKey())) {
        throw RecipeException.unknownKey(prefix, entry.getKey(), entry.getValue(), keys);
      }
    }
  }

  private Section(String source, String prefix, ConfigObject values, Predicate<String> keys) {
    this.source = source;
    this.prefix = prefix;
    this.values = values;
    this.keys = keys;
  }

  /** Makes something of the section under {@code key}, which may hold {@code sectionKeys}. */
  public <T> T section(String key, List<String> sectionKeys, Function<Section, T> maker) {
    return section(key, section -> sectionKeys, maker);
  }

  /** Returns the record in the section under {@code key}. */
  public <R extends Record> R section(String key, Fields<R> fields) {
    return section(key, fields.keys(), fields::read);
  }

  /**
   * Makes something of the section under {@code key}.
   *
   * @param sectionKeys which keys there may be, as the section itself decides
   */
  public <T> T section(
      String key, Function<Section, List<String>> sectionKeys, Function<Section, T> maker) {
    return open(prefix + key, value(key, "a section"), sectionKeys, maker);
  }

  /** Returns whether there is something under the key. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /**
   * Makes something of every section in the list under {@code key}.
   *
   * @param sectionKeys which keys there may be, as each section itself decides
   */
  public <T> List<T> sections(
      String key, Function<Section, List<String>> sectionKeys, Function<Section, T> maker) {
    String expected = "a list of sections";
    ConfigValue value = value(key, expected);
    if (!(value instanceof ConfigList list)) {
      throw RecipeException.mismatch(prefix + key, expected, value);
    }
    List<T> made = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      made.add(open(prefix + key + "[" + i + "]", list.get(i), sectionKeys, maker));
    }
    return made;
  }

  private <T> T open(
      String path,
      ConfigValue value,
      Function<Section, List<String>> sectionKeys,
      Function<Section, T> maker) {
    if (!(value instanceof ConfigObject object)) {
      throw RecipeException.mismatch(path, "a section", value);
    }
    Section any = new Section(source, path + ".", object, key -> true);
    List<String> known = any.checked(() -> sectionKeys.apply(any));
    Section section = new Section(source, path + ".", object, known);
    return section.checked(() -> maker.apply(section));
  }

  /** Returns the texts under {@code key}, whose keys are the user's choice. */
  public Map<String, String> texts(String key) {
    ConfigValue value = value(key, "a section");
    List<String> names =
        value instanceof ConfigObject object ? List.copyOf(object.keySet()) : List.of();
    return section(
        key,
        names,
        section -> {
          Map<String, String> texts = new TreeMap<>();
          names.forEach(name -> texts.put(name, section.text(name)));
          return texts;
        });
  }

  /** Returns whether the value is a list. */
  public boolean isList(String key) {
    return value(key, "a text or a list").valueType() == ConfigValueType.LIST;
  }

  /** Returns a list of numbers without fraction; a number alone is a list, too. */
  public List<Integer> wholeNumbers(String key) {
    String expected = "a whole number, or a list of them";
    if (value(key, expected).valueType() != ConfigValueType.LIST) {
      return List.of(number(key, expected, BigDecimal::intValueExact));
    }
    try {
      return list(key, expected).stream()
          .map(number -> new BigDecimal(number).intValueExact())
          .toList();
    } catch (ArithmeticException | NumberFormatException e) {
      throw RecipeException.mismatch(prefix + key, expected, value(key, expected));
    }
  }

  /** Returns a list of lists of numbers without fraction. */
  public List<List<Integer>> wholeNumberLists(String key) {
    String expected = "a list of lists of whole numbers, as in [[0, 1], [2]]";
    ConfigValue value = value(key, expected);
    List<List<Integer>> lists = new ArrayList<>();
    if (value.unwrapped() instanceof List<?> outer) {
      for (Object inner : outer) {
        if (inner instanceof List<?> numbers
            && numbers.stream().allMatch(number -> number instanceof Integer)) {
          lists.add(numbers.stream().map(number -> (Integer) number).toList());
        }
      }
      if (lists.size() == outer.size()) {
        return lists;
      }
    }
    throw RecipeException.mismatch(prefix + key, expected, value);
  }

  /** Returns the texts in a list; numbers count as their spelling. */
  public List<String> list(String key, String expected) {
    ConfigValue value = value(key, expected);
    if (value.unwrapped() instanceof List<?> list
        && list.stream().allMatch(item -> item instanceof Number || item instanceof String)) {
      return list.stream().map(Object::toString).toList();
    }
    throw RecipeException.mismatch(prefix + key, expected, value);
  }

  /** Returns a number of bytes, with or without a unit: 10 GiB, 512m. */
  public long bytes(String key) {
    String expected = "a number of bytes, as in 16 GiB";
    scalar(key, expected);
    try {
      return values.toConfig().getBytes(ConfigUtil.joinPath(key));
    } catch (ConfigException e) {
      throw RecipeException.mismatch(prefix + key, expected, value(key, expected));
    }
  }

  /** Returns a text; numbers count as their spelling. */
  public String text(String key) {
    return scalar(key, "a text");
  }

  /** Returns a number without fraction that fits 32 bits. */
  public int wholeNumber(String key) {
    return number(key, "a whole number", BigDecimal::intValueExact);
  }

  /** Returns a number without fraction that fits 64 bits. */
  public long longNumber(String key) {
    return number(key, "a whole number", BigDecimal::longValueExact);
  }

  /** Any number. */
  public double number(String key) {
    return number(key, "a number", BigDecimal::doubleValue);
  }

  /** True or false. */
  public boolean flag(String key) {
    String expected = "true or false";
    String text = scalar(key, expected);
    if (!text.equals("true") && !text.equals("false")) {
      throw RecipeException.mismatch(prefix + key, expected, value(key, expected));
    }
    return text.equals("true");
  }

  private <T> T number(String key, String expected, Function<BigDecimal, T> conversion) {
    try {
      return conversion.apply(new BigDecimal(scalar(key, expected)));
    } catch (ArithmeticException | NumberFormatException e) {
      throw RecipeException.mismatch(prefix + key, expected, value(key, expected));
    }
  }

  /** The constant of {@code type} with this {@linkplain Text#word spelling}. */
  public <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> spellings = constants.stream().map(Text::word).toList();
    return constants.get(spellings.indexOf(oneOf(key, spellings)));
  }

  /** Returns one of these texts. */
  public String oneOf(String key, List<String> texts) {
    String expected = "one of " + String.join(", ", texts);
    String text = scalar(key, expected);
    if (!texts.contains(text)) {
      throw RecipeException.mismatch(prefix + key, expected, value(key, expected));
    }
    return text;
  }

  /** The constants of {@code type} in a list of their spellings. */
  public <E extends Enum<E>> List<E> choices(String key, Class<E> type) {
    List<E> constants = List.of(type.getEnumConstants());
    List<String> spellings = constants.stream().map(Text::word).toList();
    String expected = "a list of some of " + String.join(", ", spellings);
    ConfigValue value = value(key, expected);
    if (value.unwrapped() instanceof List<?> list && spellings.containsAll(list)) {
      return list.stream().map(name -> constants.get(spellings.indexOf(name))).toList();
    }
    throw RecipeException.mismatch(prefix + key, expected, value);
  }

  /**
   * Refuses a key that earlier versions had.
   *
   * @param instead what is written now
   */
  public RecipeException outdated(String key, String instead) {
    return RecipeException.outdatedKey(prefix + key, values.get(key), instead);
  }

  /** Runs {@code maker}, and adds the place to the complaint of a rule that a value breaks. */
  public <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (RecipeException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw violation(e);
    } catch (ArithmeticException e) {
      throw violation(new IllegalArgumentException(TOO_LARGE, e));
    }
  }

  /**
   * Returns the complaint of a rule with the place of the key that it is about, which is its first
   * word.
   */
  private RecipeException violation(IllegalArgumentException rule) {
    String key = rule.getMessage().split(" ", 2)[0];
    if (values.containsKey(key)) {
      return RecipeException.violation(rule, prefix, RecipeException.place(values.get(key)));
    }
    if (prefix.isEmpty()) {
      return RecipeException.violation(rule, "", source);
    }
    return RecipeException.violation(
        rule, prefix.substring(0, prefix.length() - 1) + ": ", RecipeException.place(values));
  }

  private String scalar(String key, String expected) {
    ConfigValue value = value(key, expected);
    ConfigValueType type = value.valueType();
    if (type == ConfigValueType.OBJECT || type == ConfigValueType.LIST) {
      throw RecipeException.mismatch(prefix + key, expected, value);
    }
    return values.toConfig().getString(ConfigUtil.joinPath(key));
  }

  private ConfigValue value(String key, String expected) {
    if (!keys.test(key)) {
      throw new AssertionError(Text.format("\"%s%s\" is read but not among the keys", prefix, key));
    }
    ConfigValue value = values.get(key);
    if (value == null) {
      throw RecipeException.missingKey(prefix + key, expected, source);
    }
    if (value.valueType() == ConfigValueType.NULL) {
      throw RecipeException.mismatch(prefix + key, expected, value);
    }
    return value;
  }
}
