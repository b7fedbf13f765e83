package org.greedyinfomax.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was counted over all trials, and which promises were broken. */
final class Tally {

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> broken = new ArrayList<>();

  /** Counts one more of a kind. */
  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  /** Notes that a promise does not hold. */
  void broken(Trial trial, String what) {
    broken.add(trial + "\n    " + what);
  }

  List<String> broken() {
    return List.copyOf(broken);
  }

  /** A line for each kind. */
  String toText() {
    StringBuilder text = new StringBuilder();
    counts.forEach((what, count) -> text.append("%6d %s%n".formatted(count, what)));
    text.append("%6d broken promises%n".formatted(broken.size()));
    broken.forEach(line -> text.append("  ").append(line).append(System.lineSeparator()));
    return text.toString();
  }
}
