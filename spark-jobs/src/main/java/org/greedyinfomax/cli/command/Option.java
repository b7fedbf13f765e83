package org.greedyinfomax.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greedyinfomax.Check;

/**
 * An option of a command: how it is typed, what it says in the help, and what it means.
 *
 * @param name without its dashes
 * @param value what the help calls its value; empty for a switch
 * @param text for the help, with {@link #DEFAULT} where it tells the default
 * @param presence how often it may be given
 * @param ifAbsent what it is if it was left out, as it would be typed
 * @param key of a recipe that it overrides, if it does
 * @param isPath whether its value is a path, or several with commas between them
 * @param reader what it means: given the values that were typed, or else the default, or none
 */
public record Option<T>(
    String name,
    String value,
    String text,
    Presence presence,
    Optional<String> ifAbsent,
    Optional<String> key,
    boolean isPath,
    Function<List<String>, T> reader) {

  /** Stands for the default in the help. */
  static final String DEFAULT = "{default}";

  /** How often an option may be given. */
  public enum Presence {
    /** Once, or left out. */
    OPTIONAL,
    /** Once. */
    REQUIRED,
    /** At least once, with a value each. */
    REPEATED
  }

  /** Whole numbers of at least 1. */
  private static final String WHOLE = "[1-9][0-9]{0,5}";

  public Option {
    Check.argument(
        text.contains(DEFAULT) == ifAbsent.isPresent(),
        "the help of --%s must tell its default",
        name);
  }

  /** One that the command needs. */
  static Option<String> required(String name, String value, String text) {
    return new Option<>(
        name,
        value,
        text,
        Presence.REQUIRED,
        Optional.empty(),
        Optional.empty(),
        false,
        Option::only);
  }

  /** One that is empty if it is left out. */
  static Option<Optional<String>> optional(String name, String value, String text) {
    return new Option<>(
        name,
        value,
        text,
        Presence.OPTIONAL,
        Optional.empty(),
        Optional.empty(),
        false,
        values -> values.stream().findFirst());
  }

  /** One that names a file to write; nothing is written if it is left out or names nothing. */
  static Option<Optional<String>> file(String name, String text) {
    return optional(name, "FILE", text).path().as(file -> file.filter(path -> !path.isEmpty()));
  }

  /** One that has a default. */
  static Option<String> withDefault(String name, String value, String text, String ifAbsent) {
    return new Option<>(
        name,
        value,
        text,
        Presence.OPTIONAL,
        Optional.of(ifAbsent),
        Optional.empty(),
        false,
        Option::only);
  }

  /** One that is a whole number of at least 1, and has a default. */
  static Option<Integer> atLeastOne(String name, String value, String text, int ifAbsent) {
    return withDefault(name, value, text, Integer.toString(ifAbsent))
        .as(word -> wholeNumber(name, word));
  }

  /** One that is given at least once. */
  static Option<List<String>> repeated(String name, String value, String text) {
    return new Option<>(
        name,
        value,
        text,
        Presence.REPEATED,
        Optional.empty(),
        Optional.empty(),
        false,
        List::copyOf);
  }

  /** One that overrides a key of a recipe. */
  static Option<Optional<String>> overriding(String key, String name, String value, String text) {
    return new Option<>(
        name,
        value,
        text,
        Presence.OPTIONAL,
        Optional.empty(),
        Optional.of(key),
        false,
        values -> values.stream().findFirst());
  }

  /** One without a value: whether it is given. */
  static Option<Boolean> toggle(String name, String text) {
    return new Option<>(
        name,
        "",
        text,
        Presence.OPTIONAL,
        Optional.empty(),
        Optional.empty(),
        false,
        values -> !values.isEmpty());
  }

  /** The one by which a command replaces what it finds at its output. */
  static Option<Boolean> overwrite() {
    return toggle("overwrite", "replace what is there");
  }

  private static String only(List<String> values) {
    return values.get(0);
  }

  private static int wholeNumber(String name, String word) {
    Check.argument(
        isWholeNumber(word),
        "--%s must be a whole number of at least 1, but is \"%s\"",
        name,
        word);
    return Integer.parseInt(word);
  }

  /** Whether a word is a whole number of at least 1. */
  static boolean isWholeNumber(String word) {
    return word.matches(WHOLE);
  }

  /**
   * The same option, of which more is read.
   *
   * @param meaning of what this one is; throws {@link IllegalArgumentException} if it has none
   */
  <U> Option<U> as(Function<T, U> meaning) {
    return new Option<>(
        name, value, text, presence, ifAbsent, key, isPath, reader.andThen(meaning));
  }

  /** The same option, whose value is a path, or several with commas between them. */
  Option<T> path() {
    return new Option<>(name, value, text, presence, ifAbsent, key, true, reader);
  }

  /** What it says in the help. */
  public String help() {
    return text.replace(DEFAULT, ifAbsent.orElse(""));
  }

  /** Whether it has no value. */
  public boolean isSwitch() {
    return value.isEmpty();
  }

  /**
   * What some values of it mean; none if it was left out.
   *
   * @param paths by which paths are whole
   */
  T read(List<String> values, TypedPaths paths) {
    List<String> all = values.isEmpty() ? ifAbsent.stream().toList() : values;
    return reader.apply(isPath ? all.stream().map(word -> whole(word, paths)).toList() : all);
  }

  private String whole(String word, TypedPaths paths) {
    return value.contains(",") // the help says that it may be several
        ? Arrays.stream(word.split(",", -1)).map(paths::whole).collect(Collectors.joining(","))
        : paths.whole(word);
  }
}
