package org.greedyinfomax.ingest.table;

import java.io.IOException;
import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.conversion.ContentConverter;

/** What the cells of a column hold, and how a recording or a picture is made of one. */
public sealed interface Cells extends Serializable permits FileCells, ImageCells, Numbers {

  /** About how many bytes a cell has, as Spark computes it. */
  Column bytes(Column column);

  /**
   * A cell as bytes, which travel well; none at all for a null.
   *
   * @param cell as a row holds it
   */
  byte[] pack(Object cell);

  /**
   * Makes a recording or a picture.
   *
   * @param packed what {@link #pack} has made
   * @param name what to call the cell in errors
   * @throws BadFileException if it cannot be used
   */
  Content content(byte[] packed, String name, ContentConverter converter) throws BadFileException;

  /**
   * Opens a recording.
   *
   * @param packed what {@link #pack} has made
   * @param name what to call the cell in errors
   * @throws BadFileException if it cannot be used, as far as its begin tells
   */
  AudioStream audio(byte[] packed, String name) throws IOException, BadFileException;
}
