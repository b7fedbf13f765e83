package org.greedyinfomax.config;

import java.io.Serializable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.greedyinfomax.Text;

/**
 * Settings that say where the labels of recordings and pictures come from. Each source is optional:
 * empty leaves it out.
 *
 * @param folder name of the label column that takes the name of a file's folder
 * @param pattern regular expression on a file's name; its named groups are label columns
 * @param table path of a CSV or TSV file with a column {@code key} or {@code file} to join by, and
 *     label columns
 */
public record LabelSettings(String folder, String pattern, String table) implements Serializable {

  public LabelSettings {
    requirePattern(pattern);
  }

  /** Returns whether every source is left out. */
  public boolean isEmpty() {
    return folder.isEmpty() && pattern.isEmpty() && table.isEmpty();
  }

  private static void requirePattern(String pattern) {
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          Text.format(
              "pattern must be a regular expression, but \"%s\" is none: %s at position %d",
              pattern, e.getDescription(), e.getIndex()),
          e);
    }
  }
}
