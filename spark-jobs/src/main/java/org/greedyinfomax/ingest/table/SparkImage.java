package org.greedyinfomax.ingest.table;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Picture;

/**
 * The structure that Spark's source {@code image} makes of a picture: {@code origin}, {@code
 * height}, {@code width}, {@code nChannels}, {@code mode} (a type of OpenCV) and {@code data}
 * (unsigned bytes, row by row, as blue, green, red and alpha).
 *
 * @see <a href="https://spark.apache.org/docs/latest/ml-datasource.html">Spark, Data sources</a>
 */
final class SparkImage {

  static final String ORIGIN = "origin";
  static final String DATA = "data";

  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String CHANNELS = "nChannels";
  private static final String MODE = "mode";

  /** OpenCV's types CV_8UC1, CV_8UC3 and CV_8UC4, by their channels. */
  private static final int GREY = 0;

  private static final int COLOUR = 16;
  private static final int WITH_ALPHA = 24;

  private static final int HEADER_BYTES = 4 * Integer.BYTES;

  private SparkImage() {}

  static boolean isType(DataType type) {
    return type instanceof StructType struct
        && List.of(struct.fieldNames())
            .containsAll(List.of(ORIGIN, HEIGHT, WIDTH, CHANNELS, MODE, DATA));
  }

  /** Packs what {@link #picture} needs; nothing if there is a null. */
  static byte[] pack(Row image) {
    if (image.anyNull()) {
      return new byte[0];
    }
    byte[] data = image.<byte[]>getAs(DATA);
    return ByteBuffer.allocate(HEADER_BYTES + data.length)
        .putInt(image.<Integer>getAs(HEIGHT))
        .putInt(image.<Integer>getAs(WIDTH))
        .putInt(image.<Integer>getAs(CHANNELS))
        .putInt(image.<Integer>getAs(MODE))
        .put(data)
        .array();
  }

  /**
   * Makes a picture of what was {@linkplain #pack packed}.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it has no pixels, other channels than one or three, or transparent
   *     pixels
   */
  static Picture picture(byte[] packed, String name) throws BadFileException {
    if (packed.length < HEADER_BYTES) {
      throw new BadFileException(name, "has no pixels: it is null");
    }
    ByteBuffer in = ByteBuffer.wrap(packed);
    int rows = in.getInt();
    int columns = in.getInt();
    int channels = in.getInt();
    int mode = in.getInt();
    if (rows < 1 || columns < 1) {
      throw new BadFileException(name, "has no pixels: Spark could not decode it");
    }
    if (channels != channelsOf(mode)) {
      throw new BadFileException(
          name,
          Text.format(
              "has OpenCV's type %d with %d channels: only grey (0, 1 channel), BGR (16, 3) and BGRA (24, 4) can be used",
              mode, channels));
    }
    if (in.remaining() != (long) rows * columns * channels) {
      throw new BadFileException(
          name,
          Text.format(
              "is damaged: its %d x %d pixels of %d channels have %d bytes",
              columns, rows, channels, in.remaining()));
    }
    byte[] data = new byte[in.remaining()];
    in.get(data);
    return channels == Picture.GREY
        ? new Picture(rows, columns, Picture.GREY, data)
        : inColour(rows, columns, channels, data, name);
  }

  private static int channelsOf(int mode) {
    return switch (mode) {
      case GREY -> 1;
      case COLOUR -> 3;
      case WITH_ALPHA -> 4;
      default -> -1;
    };
  }

  private static Picture inColour(int rows, int columns, int channels, byte[] data, String name)
      throws BadFileException {
    byte[] pixels = new byte[rows * columns * Picture.COLOUR];
    for (int i = 0; i < rows * columns; i++) {
      for (int c = 0; c < Picture.COLOUR; c++) {
        pixels[i * Picture.COLOUR + c] = data[i * channels + 2 - c];
      }
      if (channels == 4 && data[i * channels + 3] != -1) {
        throw new BadFileException(
            name,
            Text.format(
                "has transparent pixels, such as the one in row %d and column %d: put it on a background",
                i / columns, i % columns));
      }
    }
    return new Picture(rows, columns, Picture.COLOUR, pixels);
  }
}
