package org.greedyinfomax.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.Check;

/**
 * The words after the command.
 *
 * @param options values by name; a switch has an empty one
 * @param repeated all values of options that may be given several times, by name
 * @param overrides texts {@code key=value}, in order
 */
record Arguments(
    Map<String, String> options, Map<String, List<String>> repeated, List<String> overrides) {

  /** Under this name, which no option has, is the word that a command needs beside its options. */
  static final String SUBJECT = "";

  /** Whole numbers of at least 1. */
  static final String WHOLE = "[1-9][0-9]{0,5}";

  static final Arguments NONE = new Arguments(Map.of(), Map.of(), List.of());

  Arguments {
    options = Map.copyOf(options);
    repeated = Map.copyOf(repeated);
    overrides = List.copyOf(overrides);
  }

  Arguments withOption(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(name, value);
    return new Arguments(more, repeated, overrides);
  }

  /** These with one more value of an option that may be given several times. */
  Arguments withRepeated(String name, String value) {
    List<String> values = new ArrayList<>(all(name));
    values.add(value);
    Map<String, List<String>> more = new LinkedHashMap<>(repeated);
    more.put(name, List.copyOf(values));
    return new Arguments(options, more, overrides);
  }

  Arguments withOverride(String override) {
    List<String> more = new ArrayList<>(overrides);
    more.add(override);
    return new Arguments(options, repeated, more);
  }

  /** The value of an option, which the command requires. */
  String option(String name) {
    if (!has(name)) {
      throw new AssertionError("--" + name + " is required, but was let through without");
    }
    return options.get(name);
  }

  String option(String name, String ifAbsent) {
    return options.getOrDefault(name, ifAbsent);
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** All values of an option that may be given several times, in the order in which they were. */
  List<String> all(String name) {
    return repeated.getOrDefault(name, List.of());
  }

  /**
   * The value of an option that is a whole number.
   *
   * @param ifAbsent what it is if it was left out
   * @throws IllegalArgumentException if it is no whole number of at least 1
   */
  int atLeastOne(String name, int ifAbsent) {
    String word = option(name, Integer.toString(ifAbsent));
    Check.argument(
        word.matches(WHOLE),
        "--%s must be a whole number of at least 1, but is \"%s\"",
        name,
        word);
    return Integer.parseInt(word);
  }

  boolean has(String name) {
    return options.containsKey(name);
  }
}
