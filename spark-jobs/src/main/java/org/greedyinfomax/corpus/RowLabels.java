package org.greedyinfomax.corpus;

import java.io.Serializable;
import java.util.Map;

/**
 * What a recording of a corpus is called, without its samples.
 *
 * @param id the row's number in the corpus, from 0
 * @param key the recording's name: its file's relative path, or the utterance
 * @param labels by column; a column is missing where the recording has no label
 */
public record RowLabels(long id, String key, Map<String, String> labels) implements Serializable {

  public RowLabels {
    labels = Map.copyOf(labels);
  }
}
