package org.greedyinfomax.encoding;

import org.greedyinfomax.data.BadFileException;

/** What to do with a row that cannot be encoded. */
public enum Invalid {
  /** The whole task fails. */
  ERROR,
  /** It is left out. */
  SKIP,
  /** It is kept, without a representation. */
  KEEP;

  /**
   * Whether the row is kept.
   *
   * @throws IllegalArgumentException if it is an error
   */
  public boolean keeps(BadFileException bad) {
    if (this == ERROR) {
      throw new IllegalArgumentException(
          bad.getMessage() + "; or set handleInvalid to skip or keep", bad);
    }
    return this == KEEP;
  }
}
