package org.greedyinfomax.probe.labels;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.greedyinfomax.corpus.StratifiedDraw;

/**
 * The rows that classifiers may be fitted to, without their vectors.
 *
 * @param keys of the rows
 * @param classes of the same rows
 */
public record FittingRows(List<String> keys, List<Integer> classes) {

  public FittingRows {
    keys = List.copyOf(keys);
    classes = List.copyOf(classes);
  }

  /**
   * Some of the rows.
   *
   * @param rows their numbers
   * @param ranks of the same rows in their classes
   */
  @SuppressWarnings("ArrayRecordComponent") // a parcel of two: compared by nobody
  public record Drawn(int[] rows, int[] ranks) {}

  /**
   * Draws rows.
   *
   * @param draw its number
   * @param perClass of each class, or all that it has
   */
  public Drawn draw(long seed, int draw, int perClass) {
    int[] ranks = new StratifiedDraw(seed, draw).ranks(keys, classes);
    int[] rows = IntStream.range(0, ranks.length).filter(row -> ranks[row] < perClass).toArray();
    return new Drawn(rows, IntStream.of(rows).map(row -> ranks[row]).toArray());
  }

  /** Rows of the class that has the most. */
  public long most() {
    return counts().values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Classes that have fewer rows than that. */
  public long classesWithFewer(int perClass) {
    return counts().values().stream().filter(count -> count < perClass).count();
  }

  /** How many rows are drawn if so many are wanted of each class. */
  public long rows(int perClass) {
    return counts().values().stream().mapToLong(count -> Math.min(count, perClass)).sum();
  }

  private Map<Integer, Long> counts() {
    return classes.stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
