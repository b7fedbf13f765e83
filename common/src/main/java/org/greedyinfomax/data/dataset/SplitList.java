package org.greedyinfomax.data.dataset;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.greedyinfomax.Check;

/** A list of recordings that belong together, such as those to train on: one key a line. */
public final class SplitList {

  private SplitList() {}

  /**
   * Reads a list. Blank lines and blanks around a key are skipped.
   *
   * @param lines of the file
   * @param name the file, for errors
   * @return the keys in the list's order
   * @throws IllegalArgumentException if there is no key, or one stands twice
   */
  public static Set<String> parse(List<String> lines, String name) {
    Set<String> keys = new LinkedHashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String key = lines.get(i).strip();
      Check.argument(
          key.isEmpty() || keys.add(key),
          "the split list %s names %s twice, again in line %d: remove one",
          name,
          key,
          i + 1);
    }
    Check.argument(!keys.isEmpty(), "the split list %s is empty: expected one key a line", name);
    return Collections.unmodifiableSet(keys);
  }
}
