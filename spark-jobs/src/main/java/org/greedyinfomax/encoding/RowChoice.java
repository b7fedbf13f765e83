package org.greedyinfomax.encoding;

import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;

/** Which rows of a corpus are encoded, as Spark sends it to tasks. */
final class RowChoice implements Serializable {

  private static final long serialVersionUID = 1;

  private final boolean all;
  private final HashSet<String> keys;

  private RowChoice(boolean all, Set<String> keys) {
    this.all = all;
    this.keys = new HashSet<>(keys);
  }

  /** All rows. */
  static RowChoice all() {
    return new RowChoice(true, Set.of());
  }

  /** The rows with these keys. */
  static RowChoice of(Set<String> keys) {
    return new RowChoice(false, keys);
  }

  boolean takes(String key) {
    return all || keys.contains(key);
  }
}
