package org.greedyinfomax.corpus;

import java.util.Map;
import org.greedyinfomax.data.Content;

/** One recording or picture of a corpus. */
public final class CorpusRow {

  private final long id;
  private final String key;
  private final Content content;
  private final Map<String, String> labels;

  CorpusRow(long id, String key, Content content, Map<String, String> labels) {
    this.id = id;
    this.key = key;
    this.content = content;
    this.labels = Map.copyOf(labels);
  }

  /** Returns the row's number in the corpus, from 0. */
  public long id() {
    return id;
  }

  /** Returns the row's name: its file's relative path, or what its source calls it. */
  public String key() {
    return key;
  }

  /** Returns the recording or picture: all rows of a corpus are of the same kind. */
  public Content content() {
    return content;
  }

  /** Returns the labels by column; a column is missing where the row has no label. */
  public Map<String, String> labels() {
    return labels;
  }
}
