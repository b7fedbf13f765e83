package org.greedyinfomax.job.study;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greedyinfomax.Check;

/**
 * Values of keys of recipes, of which every combination is tried.
 *
 * @param axes at least one
 */
public record Grid(List<GridAxis> axes) {

  /** A study of more would be a slip of the keyboard. */
  private static final int MOST_POINTS = 1_000;

  /**
   * Checks that the keys can vary in a study.
   *
   * @throws IllegalArgumentException if a key is there twice, or means nothing to trials on one
   *     corpus, or there are too many points
   */
  public Grid {
    axes = List.copyOf(axes);
    Set<String> seen = new HashSet<>();
    long points = 1;
    for (GridAxis axis : axes) {
      points = Math.min(MOST_POINTS + 1L, points * axis.levels().size());
      for (String key : axis.keys()) {
        Check.argument(
            seen.add(key), "--grid names %s twice: give all its values at once, as in A,B", key);
        requireVaries(key);
      }
    }
    Check.argument(
        points <= MOST_POINTS,
        "the grid has more than %d combinations: leave out values or keys",
        MOST_POINTS);
  }

  private static void requireVaries(String key) {
    Check.argument(
        !key.equals("seed"), "--grid cannot have seed: name the seeds of a study with --seeds");
    Check.argument(
        !key.equals("probe.label"),
        "--grid cannot have probe.label: all trials of a study are probed for the same labels, which"
            + " --label names");
    Check.argument(
        !key.startsWith("ingest.") && !key.startsWith("synthesis."),
        "--grid cannot have %s: the trials of a study are trained on the corpus that is there",
        key);
  }

  /**
   * Reads the texts of all options {@code --grid}.
   *
   * @throws IllegalArgumentException if one is not of the form that {@link GridAxis#parse} reads
   */
  public static Grid parse(List<String> options) {
    return new Grid(options.stream().map(GridAxis::parse).toList());
  }

  /**
   * Checks that keys which all trials have are not the grid's, too.
   *
   * @param overrides texts {@code key=value}
   * @throws IllegalArgumentException if one is
   */
  public void requireNone(List<String> overrides) {
    for (String override : overrides) {
      String key = override.substring(0, Math.max(0, override.indexOf('='))).strip();
      Check.argument(
          !keys().contains(key), "\"%s\" is a key of --grid, too: leave out one of them", override);
      Check.argument(
          !key.equals("seed"), "\"%s\": name the seeds of a study with --seeds instead", override);
    }
  }

  /** All keys, in the order in which they were named. */
  public List<String> keys() {
    return axes.stream().flatMap(axis -> axis.keys().stream()).toList();
  }

  /** The values of all keys at each point, in the order of {@link #keys}; the last varies first. */
  public List<List<String>> points() {
    List<List<String>> points = List.of(List.of());
    for (GridAxis axis : axes) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> point : points) {
        for (List<String> level : axis.levels()) {
          List<String> values = new ArrayList<>(point);
          values.addAll(level);
          longer.add(values);
        }
      }
      points = longer;
    }
    return points;
  }
}
