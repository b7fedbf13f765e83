package org.greedyinfomax.ingest;

import java.io.Serializable;
import java.util.Map;
import org.greedyinfomax.ingest.listing.SourceFile;

/**
 * A file, and what its row will be called.
 *
 * @param key of the row, unique in the corpus
 * @param labels by column; a column may be missing
 */
record LabelledFile(SourceFile file, String key, Map<String, String> labels)
    implements Serializable {

  LabelledFile {
    labels = Map.copyOf(labels);
  }
}
