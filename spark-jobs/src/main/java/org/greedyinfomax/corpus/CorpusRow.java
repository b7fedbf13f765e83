package org.greedyinfomax.corpus;

import java.util.Map;

/** One recording of a corpus. */
public final class CorpusRow {

  private final long id;
  private final String key;
  private final short[] samples;
  private final Map<String, String> labels;

  CorpusRow(long id, String key, short[] samples, Map<String, String> labels) {
    this.id = id;
    this.key = key;
    this.samples = samples;
    this.labels = Map.copyOf(labels);
  }

  /** Returns the row's number in the corpus, from 0. */
  public long id() {
    return id;
  }

  /** Returns the recording's name: its file's relative path, or the utterance. */
  public String key() {
    return key;
  }

  /** Returns the samples in time order, full scale being 32768; not a copy. */
  public short[] samples() {
    return samples;
  }

  /** Returns the labels by column; a column is missing where the recording has no label. */
  public Map<String, String> labels() {
    return labels;
  }
}
