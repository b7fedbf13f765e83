package org.greedyinfomax.corpus;

import java.io.Serializable;
import java.util.Map;

/**
 * The key and the labels of a row of a corpus, without its content.
 *
 * @param id the row's number in the corpus, from 0
 * @param key the row's name: its file's relative path, or what its source calls it
 * @param labels by column; a column is missing where the row has no label
 */
public record RowLabels(long id, String key, Map<String, String> labels) implements Serializable {

  public RowLabels {
    labels = Map.copyOf(labels);
  }
}
