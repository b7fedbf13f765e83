package org.greedyinfomax.job.study;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;

/**
 * One direction of a grid: a key of recipes with its values, or several keys that vary together.
 *
 * @param keys at least one, all different
 * @param levels values of all keys, in their order; one list for every level, at least one
 */
public record GridAxis(List<String> keys, List<List<String>> levels) {

  private static final String FORM = "KEY=VALUE[,VALUE]...[; KEY=VALUE[,VALUE]...]...";

  public GridAxis {
    keys = List.copyOf(keys);
    levels = levels.stream().map(List::copyOf).toList();
  }

  /**
   * Reads an axis as it is typed: {@code training.batchSize=8,32}, or with several keys that vary
   * together {@code training.batchSize=8,32; training.localSteps=64,16}. Commas and semicolons in
   * brackets, braces, parentheses and quotes belong to a value.
   *
   * @throws IllegalArgumentException if it is not of this form, or its keys have different numbers
   *     of values
   */
  public static GridAxis parse(String text) {
    List<String> keys = new ArrayList<>();
    List<List<String>> columns = new ArrayList<>();
    for (String part : TopLevel.split(text, ';')) {
      int equals = part.indexOf('=');
      Check.argument(equals > 0, "--grid must be %s, but is \"%s\"", FORM, text);
      keys.add(part.substring(0, equals).strip());
      List<String> values =
          TopLevel.split(part.substring(equals + 1), ',').stream().map(String::strip).toList();
      Check.argument(
          values.stream().noneMatch(String::isEmpty),
          "--grid \"%s\" has an empty value: it must be %s",
          text,
          FORM);
      columns.add(values);
    }
    int levels = columns.get(0).size();
    Check.argument(
        columns.stream().allMatch(values -> values.size() == levels),
        "--grid \"%s\" has keys that vary together, so each must have as many values as the first,"
            + " %d",
        text,
        levels);
    return new GridAxis(keys, transposed(columns));
  }

  private static List<List<String>> transposed(List<List<String>> columns) {
    List<List<String>> levels = new ArrayList<>();
    for (int i = 0; i < columns.get(0).size(); i++) {
      int level = i;
      levels.add(columns.stream().map(values -> values.get(level)).toList());
    }
    return levels;
  }
}
