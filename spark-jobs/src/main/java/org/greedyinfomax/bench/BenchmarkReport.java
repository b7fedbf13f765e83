package org.greedyinfomax.bench;

import org.greedyinfomax.Text;
import org.greedyinfomax.TextTable;

/** What a benchmark has measured: a record of numbers, which people read as a table. */
public interface BenchmarkReport {

  /** How often everything was measured. */
  int repeats();

  /** What was measured on what, and in which units: a line or two. */
  String about();

  /** Medians, and least and most in parentheses. */
  TextTable table();

  /** Everything, for people. */
  default String toText() {
    return Text.format("%s; median of %d (least..most)%n%n%s", about(), repeats(), table());
  }
}
