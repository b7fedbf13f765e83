package org.greedyinfomax.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words after the command.
 *
 * @param options values by name; a switch has an empty one
 * @param overrides texts {@code key=value}, in order
 */
record Arguments(Map<String, String> options, List<String> overrides) {

  /** Under this name, which no option has, is the word that a command needs beside its options. */
  static final String SUBJECT = "";

  static final Arguments NONE = new Arguments(Map.of(), List.of());

  Arguments {
    options = Map.copyOf(options);
    overrides = List.copyOf(overrides);
  }

  Arguments withOption(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(options);
    more.put(name, value);
    return new Arguments(more, overrides);
  }

  Arguments withOverride(String override) {
    List<String> more = new ArrayList<>(overrides);
    more.add(override);
    return new Arguments(options, more);
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

  boolean has(String name) {
    return options.containsKey(name);
  }
}
