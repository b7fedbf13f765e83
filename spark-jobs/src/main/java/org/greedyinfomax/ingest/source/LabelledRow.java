package org.greedyinfomax.ingest.source;

import java.util.Map;
import org.greedyinfomax.ingest.label.LabelledFile;
import org.greedyinfomax.ingest.shard.SourceRow;

/** A row whose key and labels were decided by what it is called. */
interface LabelledRow extends SourceRow {

  /** Returns what was decided. */
  LabelledFile labelled();

  @Override
  default String name() {
    return labelled().file().relativePath();
  }

  @Override
  default String key() {
    return labelled().key();
  }

  @Override
  default long bytes() {
    return labelled().file().bytes();
  }

  @Override
  default Map<String, String> labels() {
    return labelled().labels();
  }
}
