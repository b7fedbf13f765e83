package org.greedyinfomax.job.reproduce;

import java.util.Collections;
import java.util.List;
import org.greedyinfomax.Check;

/**
 * How many rows of each class supervised methods may learn from.
 *
 * @param rows of each class, at least 1; the order does not matter
 */
record ClassCounts(List<Long> rows) {

  ClassCounts {
    Check.argument(!rows.isEmpty(), "there must be at least one class");
    rows = List.copyOf(rows);
  }

  /** How many classes there are. */
  int classes() {
    return rows.size();
  }

  /** Rows of the class that has the most. */
  long most() {
    return Collections.max(rows);
  }

  /** Rows of all classes. */
  long all() {
    return drawn(most());
  }

  /** Rows of all classes if each gives at most so many. */
  long drawn(long perClass) {
    return rows.stream().mapToLong(count -> Math.min(count, perClass)).sum();
  }
}
