package org.greedyinfomax.data.image;

import java.awt.image.Raster;
import org.greedyinfomax.data.Picture;

/**
 * From the four components of a JPEG file to red, green and blue: as libjpeg and then Pillow
 * convert them, with what Adobe's programs write, whose components are inverted.
 */
final class CmykPixels {

  private final boolean isYcck;

  /**
   * Makes a conversion.
   *
   * @param isYcck whether the first three components are luma and chroma
   */
  CmykPixels(boolean isYcck) {
    this.isYcck = isYcck;
  }

  /** Converts {@code [rows, columns, 4]}. */
  Picture read(Raster raster) {
    int rows = raster.getHeight();
    int columns = raster.getWidth();
    byte[] pixels = new byte[Math.multiplyExact(rows * columns, Picture.COLOUR)];
    int[] line = new int[4 * columns];
    int at = 0;
    for (int row = 0; row < rows; row++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + row, columns, 1, line);
      for (int column = 0; column < columns; column++) {
        if (isYcck) {
          toCmyk(line, 4 * column);
        }
        int key = line[4 * column + 3];
        for (int ink = 0; ink < Picture.COLOUR; ink++) {
          pixels[at++] = (byte) (key - product(255 - line[4 * column + ink], key));
        }
      }
    }
    return new Picture(rows, columns, Picture.COLOUR, pixels);
  }

  /** As libjpeg's jdcolor.c, in fixed point. */
  private static void toCmyk(int[] line, int at) {
    int luma = line[at];
    int blue = line[at + 1] - 128;
    int red = line[at + 2] - 128;
    line[at] = inverted(luma + ((91_881 * red + 32_768) >> 16));
    line[at + 1] = inverted(luma + ((-22_554 * blue - 46_802 * red + 32_768) >> 16));
    line[at + 2] = inverted(luma + ((116_130 * blue + 32_768) >> 16));
  }

  private static int inverted(int value) {
    return Math.max(0, Math.min(255, 255 - value));
  }

  /** Returns a · b / 255, rounded. */
  private static int product(int a, int b) {
    int sum = a * b + 128;
    return ((sum >> 8) + sum) >> 8;
  }
}
