package org.greedyinfomax.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.Schedule;

/**
 * How the modules of a stack are cut into stage groups.
 *
 * @param sizes modules of each group, lowest first, at least 1
 */
public record Grouping(List<Integer> sizes) {

  public Grouping {
    Check.argument(
        !sizes.isEmpty() && sizes.stream().allMatch(size -> size >= 1),
        "a grouping needs groups of at least one module, but has %s",
        sizes);
    sizes = List.copyOf(sizes);
  }

  /** All modules in one group. */
  static Grouping fused(int modules) {
    return new Grouping(List.of(modules));
  }

  /** Each module in a group of its own. */
  static Grouping pipelined(int modules) {
    return new Grouping(Collections.nCopies(modules, 1));
  }

  /** Every grouping there is: {@code 2^(modules − 1)}. */
  static List<Grouping> all(int modules) {
    List<Grouping> groupings = new ArrayList<>();
    for (int cuts = 0; cuts < 1 << (modules - 1); cuts++) {
      List<Integer> ends = new ArrayList<>();
      for (int m = 1; m < modules; m++) {
        if ((cuts >> (m - 1) & 1) == 1) {
          ends.add(m);
        }
      }
      ends.add(modules);
      groupings.add(ofEnds(ends));
    }
    return groupings;
  }

  /** For every number of groups the grouping whose slowest group is fastest. */
  static List<Grouping> balanced(double[] seconds) {
    return IntStream.rangeClosed(1, seconds.length)
        .mapToObj(groups -> balanced(seconds, groups))
        .toList();
  }

  /**
   * By dynamic programming: the fewer first modules in {@code g} groups, and the last cut where it
   * is best.
   */
  private static Grouping balanced(double[] seconds, int groups) {
    int modules = seconds.length;
    double[] sums = new double[modules + 1]; // of the modules below
    for (int m = 0; m < modules; m++) {
      sums[m + 1] = sums[m] + seconds[m];
    }
    double[][] slowest = new double[groups + 1][modules + 1];
    int[][] cut = new int[groups + 1][modules + 1];
    for (double[] row : slowest) {
      Arrays.fill(row, Double.POSITIVE_INFINITY);
    }
    slowest[0][0] = 0;
    for (int g = 1; g <= groups; g++) {
      for (int end = g; end <= modules; end++) {
        for (int first = g - 1; first < end; first++) {
          double found = Math.max(slowest[g - 1][first], sums[end] - sums[first]);
          if (found < slowest[g][end]) {
            slowest[g][end] = found;
            cut[g][end] = first;
          }
        }
      }
    }
    List<Integer> ends = new ArrayList<>();
    int end = modules;
    for (int g = groups; g >= 1; g--) {
      ends.add(0, end);
      end = cut[g][end];
    }
    return ofEnds(ends);
  }

  /** The grouping whose groups end before these modules. */
  private static Grouping ofEnds(List<Integer> ends) {
    List<Integer> sizes = new ArrayList<>();
    int first = 0;
    for (int end : ends) {
      sizes.add(end - first);
      first = end;
    }
    return new Grouping(sizes);
  }

  /** How many groups there are. */
  public int groups() {
    return sizes.size();
  }

  /** The schedule that a recipe names it by. */
  public Schedule schedule() {
    return groups() == 1 ? Schedule.of(Schedule.Kind.FUSED) : Schedule.of(modules());
  }

  private List<List<Integer>> modules() {
    List<List<Integer>> modules = new ArrayList<>();
    int first = 0;
    for (int size : sizes) {
      modules.add(IntStream.range(first, first + size).boxed().toList());
      first += size;
    }
    return modules;
  }

  /** As a recipe spells it. */
  @Override
  public String toString() {
    if (groups() == 1) {
      return "fused";
    }
    return sizes.stream().allMatch(size -> size == 1) ? "pipelined" : modules().toString();
  }
}
