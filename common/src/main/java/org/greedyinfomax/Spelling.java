package org.greedyinfomax;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Guesses what somebody meant to write. */
public final class Spelling {

  private Spelling() {}

  /**
   * Returns the candidate with the fewest letters to insert, delete or replace (Levenshtein's
   * distance); the first of several.
   *
   * @param candidates at least one
   */
  public static String closest(String word, Collection<String> candidates) {
    return candidates.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .orElseThrow();
  }

  private static int distance(String from, String to) {
    int[] row = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
