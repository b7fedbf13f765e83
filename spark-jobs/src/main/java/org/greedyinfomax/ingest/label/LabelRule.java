package org.greedyinfomax.ingest.label;

import java.util.Map;
import java.util.Set;
import org.greedyinfomax.data.BadFileException;

/** One source of labels. */
public sealed interface LabelRule
    permits FolderRule, PatternRule, TableRule, LibriSpeechRule, SampleRule {

  /** Returns the columns that this source fills. */
  Set<String> columns();

  /**
   * Returns a file's labels by column; a column may be missing.
   *
   * @throws BadFileException if the file has no place in this source
   */
  Map<String, String> labels(KeyedFile file) throws BadFileException;
}
