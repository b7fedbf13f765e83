package org.greedyinfomax.tensor.nd4j;

import java.util.Arrays;

/**
 * Which sources are added to which target row, where targets repeat: each target's sources in their
 * order, cut into groups of 1, 2, 4, … of them. Groups of one size are summed together, so that few
 * operations add many rows, none of them twice to the same target.
 */
final class RepeatedRows {

  /** A source below its target, in ascending order. */
  private final long[] pairs;

  private RepeatedRows(long[] pairs) {
    this.pairs = pairs;
  }

  /** Source {@code i} is added to {@code rows[i]}. */
  static RepeatedRows of(int[] rows) {
    long[] pairs = new long[rows.length];
    Arrays.setAll(pairs, i -> (long) rows[i] << Integer.SIZE | i);
    Arrays.sort(pairs);
    return new RepeatedRows(pairs);
  }

  /** Equally large groups of sources. */
  @FunctionalInterface
  interface Groups {

    /**
     * Works on groups of {@code size}.
     *
     * @param sources group after group
     * @param targets each group's, ascending
     */
    void on(int size, int[] sources, int[] targets);
  }

  /** Calls with at most so many sources at a time, at least 1: large groups first. */
  void forEachGroup(int most, Groups work) {
    int[] taken = new int[pairs.length]; // of a target's sources, where its first one stands
    for (int size = Integer.highestOneBit(Math.min(most, pairs.length)); size > 0; size /= 2) {
      boolean isAny = true;
      while (isAny) { // of the largest size, a target may have several
        isAny = forGroupsOf(size, most, taken, work);
      }
    }
  }

  /** One group for every target that has so many sources left; returns whether any has. */
  private boolean forGroupsOf(int size, int most, int[] taken, Groups work) {
    int[] sources = new int[Math.min(most, pairs.length)];
    int[] targets = new int[sources.length / size];
    int held = 0;
    boolean isAny = false;
    for (int first = 0, next = 0; first < pairs.length; first = next) {
      int target = target(first);
      while (next < pairs.length && target(next) == target) {
        next++;
      }
      if (next - first - taken[first] < size) {
        continue;
      }
      if (held == targets.length) {
        work.on(size, Arrays.copyOf(sources, held * size), targets.clone());
        held = 0;
      }
      for (int i = 0; i < size; i++) {
        sources[held * size + i] = (int) pairs[first + taken[first] + i];
      }
      taken[first] += size;
      targets[held++] = target;
      isAny = true;
    }
    if (held > 0) {
      work.on(size, Arrays.copyOf(sources, held * size), Arrays.copyOf(targets, held));
    }
    return isAny;
  }

  private int target(int i) {
    return (int) (pairs[i] >>> Integer.SIZE);
  }
}
