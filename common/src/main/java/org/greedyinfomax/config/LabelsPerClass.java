package org.greedyinfomax.config;

import org.greedyinfomax.Check;

/** The number of labelled rows that count in each class: a number of them, or all. */
public final class LabelsPerClass {

  /** As many as there are. */
  public static final int ALL = -1;

  static final String RULE = "a whole number of at least 1, or all";

  private static final String ALL_TEXT = "all";

  private LabelsPerClass() {}

  /** Returns how a number is written: {@code all}, or its digits. */
  public static String text(int perClass) {
    return perClass == ALL ? ALL_TEXT : Integer.toString(perClass);
  }

  static boolean isValid(int perClass) {
    return perClass >= 1 || perClass == ALL;
  }

  /**
   * Reads what is written.
   *
   * @param key that complaints name
   * @throws IllegalArgumentException if it is neither a number of at least 1 nor {@code all}
   */
  static int read(String key, String text) {
    if (text.equals(ALL_TEXT)) {
      return ALL;
    }
    Check.argument(text.matches("0*[1-9][0-9]{0,8}"), "%s must be %s, but is %s", key, RULE, text);
    return Integer.parseInt(text);
  }

  /** Returns what stands in a file for a number. */
  static Object write(int perClass) {
    return perClass == ALL ? ALL_TEXT : (Object) perClass;
  }
}
