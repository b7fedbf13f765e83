package org.greedyinfomax.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words after the command.
 *
 * @param subject what is named beside the options; empty if nothing is
 * @param values those that were typed of each option, by its name; a switch has an empty one
 * @param keys texts {@code key=value} as they were typed, in order
 * @param overrides texts {@code key=value} that options stand for
 * @param paths by which typed paths are whole
 */
public record Arguments(
    String subject,
    Map<String, List<String>> values,
    List<String> keys,
    List<String> overrides,
    TypedPaths paths) {

  public Arguments {
    values = Map.copyOf(values);
    keys = List.copyOf(keys);
    overrides = List.copyOf(overrides);
  }

  /** None. */
  public static Arguments none(TypedPaths paths) {
    return new Arguments("", Map.of(), List.of(), List.of(), paths);
  }

  /** These with a subject. */
  public Arguments withSubject(String word) {
    return new Arguments(word, values, keys, overrides, paths);
  }

  /** These with one more value of an option. */
  public Arguments with(Option<?> option, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(values);
    more.put(option.name(), and(values.getOrDefault(option.name(), List.of()), value));
    List<String> all = option.key().map(key -> and(overrides, key + "=" + value)).orElse(overrides);
    return new Arguments(subject, more, keys, all, paths);
  }

  /** These with one more override. */
  public Arguments withKey(String override) {
    return new Arguments(subject, values, and(keys, override), overrides, paths);
  }

  private static List<String> and(List<String> some, String one) {
    List<String> all = new ArrayList<>(some);
    all.add(one);
    return all;
  }

  /**
   * What an option means, whether it was given or left out.
   *
   * @throws IllegalArgumentException if what was typed means nothing
   */
  public <T> T get(Option<T> option) {
    return option.read(values.getOrDefault(option.name(), List.of()), paths);
  }

  /** Whether an option was given. */
  public boolean has(Option<?> option) {
    return values.containsKey(option.name());
  }

  /** All keys of the recipe that are overridden, those of options last. */
  public List<String> allOverrides() {
    List<String> all = new ArrayList<>(keys);
    all.addAll(overrides);
    return all;
  }
}
