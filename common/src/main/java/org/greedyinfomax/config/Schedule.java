package org.greedyinfomax.config;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;

/**
 * The division of a stack's modules into stage groups: the modules of a group are trained by the
 * same Spark stage. It decides where and when modules are trained, never what they become.
 *
 * @param kind how the groups are found
 * @param groups indices of the modules of each group, if {@link Kind#GROUPS}; empty otherwise
 */
public record Schedule(Kind kind, List<List<Integer>> groups) implements Serializable {

  /** How groups are found. */
  public enum Kind {
    /** All modules in one group: nothing is stored between them. */
    FUSED,
    /** Each module in a group of its own. */
    PIPELINED,
    /** What measurements on the executors advise. */
    AUTO,
    /** As listed. */
    GROUPS
  }

  public Schedule {
    groups = groups.stream().map(List::copyOf).toList();
    int next = 0;
    for (List<Integer> group : groups) {
      Check.argument(!group.isEmpty(), "schedule must not have an empty group, but is %s", groups);
      for (int m : group) {
        Check.argument(
            m == next,
            "schedule must name every module once and in order, as in [[0, 1], [2]], but is %s",
            groups);
        next++;
      }
    }
    Check.argument(
        groups.isEmpty() == (kind != Kind.GROUPS), "schedule must list its groups: [[0, 1], [2]]");
  }

  /** Returns a schedule that needs no list. */
  public static Schedule of(Kind kind) {
    return new Schedule(kind, List.of());
  }

  /** Returns the groups as listed. */
  public static Schedule of(List<List<Integer>> groups) {
    return new Schedule(Kind.GROUPS, groups);
  }

  /**
   * Checks that a list of groups covers a stack.
   *
   * @throws IllegalArgumentException if it does not
   */
  void requireCovers(int modules) {
    int named = groups.stream().mapToInt(List::size).sum();
    Check.argument(
        kind != Kind.GROUPS || named == modules,
        "training.schedule must name the modules 0 to %d, but is %s",
        modules - 1,
        groups);
  }

  /** Sizes of the groups of a stack, lowest first. */
  public List<Integer> sizes(int modules) {
    return switch (kind) {
      case FUSED -> List.of(modules);
      case PIPELINED -> {
        List<Integer> ones = new ArrayList<>();
        for (int m = 0; m < modules; m++) {
          ones.add(1);
        }
        yield ones;
      }
      case GROUPS -> groups.stream().map(List::size).toList();
      case AUTO -> throw new IllegalStateException("auto must be resolved by measurements first");
    };
  }
}
