package org.greedyinfomax.job.study;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.storage.WholeFile;

/**
 * One training with its probe: a point of a grid with a seed.
 *
 * @param name of its folder, which depends on keys, values and seed alone
 * @param values of the grid's keys, in their order
 * @param seed of the recipe
 * @param recipe with all of these
 */
public record Trial(String name, List<String> values, long seed, Recipe recipe) {

  private static final int LONGEST_NAME = 120;
  private static final int DIGITS_OF_HASH = 10;

  public Trial {
    values = List.copyOf(values);
  }

  /** What errors and progress call it. */
  public String described(List<String> keys) {
    return String.join(" ", settings(keys, values)) + " seed=" + seed;
  }

  /** Texts {@code key=value}, without the seed. */
  public List<String> settings(List<String> keys) {
    return settings(keys, values);
  }

  static List<String> settings(List<String> keys, List<String> values) {
    List<String> settings = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      settings.add(keys.get(i) + "=" + values.get(i));
    }
    return settings;
  }

  /**
   * A name of letters that every file system bears. In whatever order the keys are named, it is the
   * same; where letters had to be replaced or left out, a hash tells it from others.
   */
  static String name(List<String> keys, List<String> values, long seed) {
    List<String> parts = new ArrayList<>(settings(keys, values));
    Collections.sort(parts);
    parts.add("seed=" + seed);
    String whole = String.join("_", parts);
    String plain = whole.replace('=', '-').replaceAll("[^A-Za-z0-9._-]+", "-");
    if (whole.matches("[A-Za-z0-9._=-]+") && plain.length() <= LONGEST_NAME) {
      return plain;
    }
    String hash = WholeFile.sha256(whole.getBytes(StandardCharsets.UTF_8));
    return plain.substring(0, Math.min(plain.length(), LONGEST_NAME))
        + "_"
        + hash.substring(0, DIGITS_OF_HASH);
  }
}
