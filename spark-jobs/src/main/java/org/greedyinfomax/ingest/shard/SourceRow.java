package org.greedyinfomax.ingest.shard;

import java.io.IOException;
import java.util.Map;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.ingest.listing.LeftOutException;

/** A row of a corpus before its content is read. */
public interface SourceRow {

  /** Returns what it is called in errors: its file, or its place in one. */
  String name();

  /** Returns what the row will be called, unique in the corpus. */
  String key();

  /** Returns about how many bytes are read for it. */
  long bytes();

  /** Returns the labels by column; a column may be missing. */
  Map<String, String> labels();

  /**
   * Reads the content.
   *
   * @param pieces takes what becomes of it: nothing of what cannot be used
   * @return what it was before it was converted
   * @throws BadFileException if it cannot be used
   * @throws LeftOutException if it is not meant for the corpus
   * @throws IOException if the source as a whole cannot be read
   */
  ReadContent read(ContentConverter converter, RowPieces pieces)
      throws IOException, BadFileException, LeftOutException;
}
