package org.greedyinfomax.data;

import java.util.Set;
import org.greedyinfomax.Check;

/**
 * A picture as it is stored: unsigned bytes, {@code [rows, columns, channels]}, in grey or in red,
 * green and blue.
 */
public final class Picture implements Content {

  /** Channels of a grey picture. */
  public static final int GREY = 1;

  /** Channels of a picture in colour. */
  public static final int COLOUR = 3;

  private final int rows;
  private final int columns;
  private final int channels;
  private final byte[] pixels;
  private final Set<Remark> remarks;

  /**
   * Makes a picture of pixels that it shares with the caller, about which nothing is unusual.
   *
   * @param rows at least 1
   * @param columns at least 1
   * @param channels {@link #GREY} or {@link #COLOUR}
   * @param pixels {@code [rows, columns, channels]}, unsigned
   */
  public Picture(int rows, int columns, int channels, byte[] pixels) {
    this(rows, columns, channels, pixels, Set.of());
  }

  private Picture(int rows, int columns, int channels, byte[] pixels, Set<Remark> remarks) {
    Check.argument(
        rows >= 1 && columns >= 1,
        "a picture needs at least one row and one column, but has %d and %d",
        rows,
        columns);
    Check.argument(
        channels == GREY || channels == COLOUR,
        "a picture has 1 or 3 channels, but not %d",
        channels);
    Check.argument(
        pixels.length == (long) rows * columns * channels,
        "a picture of %d rows, %d columns and %d channels has %d bytes, but not %d",
        rows,
        columns,
        channels,
        (long) rows * columns * channels,
        pixels.length);
    this.rows = rows;
    this.columns = columns;
    this.channels = channels;
    this.pixels = pixels;
    this.remarks = Set.copyOf(remarks);
  }

  /** Returns this picture, about whose file something was unusual. */
  public Picture with(Set<Remark> all) {
    return new Picture(rows, columns, channels, pixels, all);
  }

  @Override
  public Set<Remark> remarks() {
    return remarks;
  }

  /** Returns the height in pixels. */
  public int rows() {
    return rows;
  }

  /** Returns the width in pixels. */
  public int columns() {
    return columns;
  }

  /** Returns the numbers a pixel has: 1 or 3. */
  public int channels() {
    return channels;
  }

  /** Returns the pixels, {@code [rows, columns, channels]}, unsigned; not a copy. */
  public byte[] pixels() {
    return pixels;
  }

  /**
   * Returns the picture in grey: itself if it is, else its luma as Pillow computes it, {@code
   * (19595 R + 38470 G + 7471 B + 32768) >> 16}.
   *
   * @see <a
   *     href="https://pillow.readthedocs.io/en/stable/reference/Image.html#PIL.Image.Image.convert">Pillow,
   *     Image.convert</a>, which has ITU-R 601-2 with three digits
   */
  public Picture grey() {
    if (channels == GREY) {
      return this;
    }
    byte[] grey = new byte[rows * columns];
    for (int i = 0; i < grey.length; i++) {
      int red = Byte.toUnsignedInt(pixels[3 * i]);
      int green = Byte.toUnsignedInt(pixels[3 * i + 1]);
      int blue = Byte.toUnsignedInt(pixels[3 * i + 2]);
      grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 32768) >> 16);
    }
    return new Picture(rows, columns, GREY, grey);
  }

  /** Returns the picture in three channels: itself if it is, else its grey repeated. */
  public Picture inColour() {
    if (channels == COLOUR) {
      return this;
    }
    byte[] colour = new byte[Math.multiplyExact(COLOUR, pixels.length)];
    for (int i = 0; i < colour.length; i++) {
      colour[i] = pixels[i / COLOUR];
    }
    return new Picture(rows, columns, COLOUR, colour);
  }
}
