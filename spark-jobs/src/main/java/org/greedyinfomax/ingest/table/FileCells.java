package org.greedyinfomax.ingest.table;

import static org.apache.spark.sql.functions.length;

import java.io.IOException;
import org.apache.spark.sql.Column;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.BytesInput;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.greedyinfomax.data.conversion.ContentConverter;

/** Whole files, as Spark's source {@code binaryFile} reads them. */
public record FileCells() implements Cells {

  @Override
  public Column bytes(Column column) {
    return length(column);
  }

  @Override
  public byte[] pack(Object cell) {
    return cell instanceof byte[] file ? file : new byte[0];
  }

  @Override
  public Content content(byte[] packed, String name, ContentConverter converter)
      throws BadFileException {
    return converter.convert(packed, name);
  }

  @Override
  public AudioStream audio(byte[] packed, String name) throws IOException, BadFileException {
    return AudioDecoder.open(new BytesInput(packed), name);
  }
}
