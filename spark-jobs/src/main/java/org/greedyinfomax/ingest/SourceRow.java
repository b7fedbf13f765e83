package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.Map;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.ContentConverter;

/** A row of a corpus before its content is read. */
interface SourceRow {

  /** Returns what it is called in errors: its file, or its place in one. */
  String name();

  /** Returns what the row will be called, unique in the corpus. */
  String key();

  /** Returns the labels by column; a column may be missing. */
  Map<String, String> labels();

  /**
   * Reads the content.
   *
   * @throws BadFileException if it cannot be used
   * @throws IOException if it cannot be read
   */
  Content read(ContentConverter converter) throws IOException, BadFileException;
}
