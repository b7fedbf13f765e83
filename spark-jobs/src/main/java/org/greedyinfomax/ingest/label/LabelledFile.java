package org.greedyinfomax.ingest.label;

import java.io.Serializable;
import java.util.Map;
import org.greedyinfomax.ingest.listing.SourceFile;

/**
 * A file, and what its row will be called.
 *
 * @param key of the row, unique in the corpus
 * @param labels by column; a column may be missing
 */
public record LabelledFile(SourceFile file, String key, Map<String, String> labels)
    implements Serializable {

  public LabelledFile {
    labels = Map.copyOf(labels);
  }
}
