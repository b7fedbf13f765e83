package org.greedyinfomax.ingest.table;

import static org.apache.spark.sql.functions.length;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.data.conversion.PictureConverter;

/** Pictures that Spark's source {@code image} has decoded, see {@link SparkImage}. */
public record ImageCells() implements Cells {

  /** Whether a column of this type holds them. */
  public static boolean isType(DataType type) {
    return SparkImage.isType(type);
  }

  @Override
  public Column bytes(Column column) {
    return length(column.getField(SparkImage.DATA));
  }

  @Override
  public byte[] pack(Object cell) {
    return cell instanceof Row image ? SparkImage.pack(image) : new byte[0];
  }

  @Override
  public Content content(byte[] packed, String name, ContentConverter converter)
      throws BadFileException {
    return ((PictureConverter) converter).convert(SparkImage.picture(packed, name), name);
  }

  @Override
  public AudioStream audio(byte[] packed, String name) {
    throw new IllegalStateException(
        "the cells hold pictures, of which no corpus of recordings is made");
  }
}
