package org.greedyinfomax.ingest;

import java.io.Serializable;
import java.util.Map;

/**
 * A file, and what its recording will be called.
 *
 * @param key of the recording, unique in the corpus
 * @param labels by column; a column may be missing
 */
record LabelledFile(AudioFile file, String key, Map<String, String> labels)
    implements Serializable {

  LabelledFile {
    labels = Map.copyOf(labels);
  }
}
