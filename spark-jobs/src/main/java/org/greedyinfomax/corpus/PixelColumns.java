package org.greedyinfomax.corpus;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.Types;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;

/**
 * An image: its pixels (unsigned bytes, row by row, the channels of a pixel together), its height,
 * width and channels.
 */
record PixelColumns() implements ContentColumns {

  private static final String PIXELS = "pixels";
  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String CHANNELS = "channels";

  @Override
  public String row() {
    return "picture";
  }

  @Override
  public List<String> names() {
    return List.of(PIXELS, HEIGHT, WIDTH, CHANNELS);
  }

  @Override
  public void addTo(Types.MessageTypeBuilder schema) {
    schema.required(BINARY).named(PIXELS);
    schema.required(INT32).named(HEIGHT);
    schema.required(INT32).named(WIDTH);
    schema.required(INT32).named(CHANNELS);
  }

  @Override
  public void put(Content content, Group row) {
    Picture picture = (Picture) content;
    row.add(PIXELS, Binary.fromConstantByteArray(picture.pixels()));
    row.add(HEIGHT, picture.rows());
    row.add(WIDTH, picture.columns());
    row.add(CHANNELS, picture.channels());
  }

  @Override
  public Picture take(CorpusContents contents, Group row) {
    return new Picture(
        row.getInteger(HEIGHT, 0),
        row.getInteger(WIDTH, 0),
        row.getInteger(CHANNELS, 0),
        row.getBinary(PIXELS, 0).getBytes());
  }
}
