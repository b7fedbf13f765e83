package org.greedyinfomax.data.dataset;

import org.greedyinfomax.Check;
import org.greedyinfomax.data.Picture;

/**
 * The pictures of STL-10's binary files: 96 rows and 96 columns in colour, a plane for each
 * channel, each plane column by column.
 *
 * @see <a href="https://cs.stanford.edu/~acoates/stl10/">STL-10 dataset</a>
 */
public final class Stl10 {

  /** Rows and columns of a picture. */
  public static final int SIZE = 96;

  /** Bytes that a picture takes in a file. */
  public static final int BYTES = SIZE * SIZE * Picture.COLOUR;

  /** Classes, which are numbered from 1. */
  public static final int CLASSES = 10;

  private Stl10() {}

  /**
   * Reads one picture.
   *
   * @param bytes {@code [channels, columns, rows]}, {@link #BYTES} in all
   */
  public static Picture picture(byte[] bytes) {
    Check.argument(
        bytes.length == BYTES, "a picture of STL-10 has %d bytes, but not %d", BYTES, bytes.length);
    byte[] pixels = new byte[BYTES];
    int at = 0;
    for (int channel = 0; channel < Picture.COLOUR; channel++) {
      for (int column = 0; column < SIZE; column++) {
        for (int row = 0; row < SIZE; row++) {
          pixels[(row * SIZE + column) * Picture.COLOUR + channel] = bytes[at++];
        }
      }
    }
    return new Picture(SIZE, SIZE, Picture.COLOUR, pixels);
  }
}
