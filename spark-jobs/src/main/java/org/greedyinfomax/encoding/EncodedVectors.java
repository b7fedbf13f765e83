package org.greedyinfomax.encoding;

import java.util.List;

/** Representations of the rows of a corpus, a vector for each row in every column. */
public interface EncodedVectors {

  /**
   * Fetches vectors.
   *
   * @param column the name of a module, or {@link Encoding#RAW}
   * @param keys of rows that are in the table
   * @return a vector for each key, in the order of the keys
   */
  double[][] of(String column, List<String> keys);
}
