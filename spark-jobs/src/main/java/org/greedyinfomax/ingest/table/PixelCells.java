package org.greedyinfomax.ingest.table;

import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.data.conversion.PictureConverter;

/**
 * Pictures of one size as their pixels, {@code [row, column, channel]}, from 0 (black) to 1. They
 * are stored as bytes: the nearest of 256 levels.
 *
 * @param rows at least 1
 * @param columns at least 1
 * @param channels 1 (grey) or 3 (red, green, blue)
 */
public record PixelCells(int rows, int columns, int channels) implements Numbers {

  private static final int WHITE = 255;

  public PixelCells {
    Check.argument(
        rows >= 1 && columns >= 1 && (channels == Picture.GREY || channels == Picture.COLOUR),
        "imageShape must be rows and columns, both at least 1, and 1 or 3 channels, but is %d, %d,"
            + " %d",
        rows,
        columns,
        channels);
    Check.argument(
        (long) rows * columns * channels <= Integer.MAX_VALUE / Float.BYTES,
        "imageShape must have at most 2 GiB of numbers, but is %d, %d, %d",
        rows,
        columns,
        channels);
  }

  @Override
  public Content content(byte[] packed, String name, ContentConverter converter)
      throws BadFileException {
    float[] numbers = Numbers.unpack(packed, name);
    if (numbers.length != rows * columns * channels) {
      throw new BadFileException(
          name,
          Text.format(
              "has %d numbers, but imageShape asks for %d x %d pixels of %d channels",
              numbers.length, columns, rows, channels));
    }
    byte[] pixels = new byte[numbers.length];
    for (int i = 0; i < pixels.length; i++) {
      if (numbers[i] < 0 || numbers[i] > 1) {
        throw new BadFileException(
            name,
            Text.format(
                "has %s at place %d, but pixels lie in [0, 1]: divide bytes by 255",
                numbers[i], i));
      }
      pixels[i] = (byte) Math.round(WHITE * numbers[i]);
    }
    return ((PictureConverter) converter)
        .convert(new Picture(rows, columns, channels, pixels), name);
  }

  @Override
  public AudioStream audio(byte[] packed, String name) {
    throw new IllegalStateException(
        "the cells hold pictures, of which no corpus of recordings is made");
  }
}
