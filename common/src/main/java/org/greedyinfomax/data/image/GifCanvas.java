package org.greedyinfomax.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.greedyinfomax.data.DamagedException;
import org.greedyinfomax.data.Picture;

/**
 * Where a GIF's first image lies on its canvas, which is larger than the logical screen where the
 * image is.
 *
 * @see <a href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt">GIF89a</a>, sections 18 to 20
 */
record GifCanvas(int columns, int rows, int left, int top) {

  private static final int SCREEN = 6;
  private static final int COLOUR_TABLE = 0x80;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;

  /**
   * Reads a file's blocks up to its first image.
   *
   * @throws DamagedException if it has none
   */
  static GifCanvas of(byte[] content) throws DamagedException {
    ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    require(content.length >= SCREEN + 7);
    int columns = Short.toUnsignedInt(in.getShort(SCREEN));
    int rows = Short.toUnsignedInt(in.getShort(SCREEN + 2));
    in.position(SCREEN + 7);
    skipColours(in, in.get(SCREEN + 4));
    while (true) {
      require(in.remaining() >= 10);
      int kind = Byte.toUnsignedInt(in.get());
      if (kind == IMAGE) {
        int left = Short.toUnsignedInt(in.getShort());
        int top = Short.toUnsignedInt(in.getShort());
        int right = left + Short.toUnsignedInt(in.getShort());
        int bottom = top + Short.toUnsignedInt(in.getShort());
        return new GifCanvas(Math.max(columns, right), Math.max(rows, bottom), left, top);
      }
      DamagedException.unless(kind == EXTENSION, "has no image where one should begin");
      in.get(); // which extension
      int length = Byte.toUnsignedInt(in.get());
      while (length > 0) {
        require(in.remaining() > length);
        in.position(in.position() + length);
        length = Byte.toUnsignedInt(in.get());
      }
    }
  }

  private static void skipColours(ByteBuffer in, byte flags) throws DamagedException {
    if ((flags & COLOUR_TABLE) != 0) {
      int bytes = 3 << ((flags & 0x07) + 1);
      require(in.remaining() >= bytes);
      in.position(in.position() + bytes);
    }
  }

  private static void require(boolean isThere) throws DamagedException {
    DamagedException.unless(isThere, "ends before its first image");
  }

  boolean isCoveredBy(Picture image) {
    return image.columns() == columns && image.rows() == rows;
  }

  /** Puts the image on a canvas of one grey. */
  Picture around(Picture image, byte grey) {
    int channels = image.channels();
    byte[] pixels = new byte[Math.multiplyExact(rows * columns, channels)];
    Arrays.fill(pixels, grey);
    int width = image.columns() * channels;
    for (int row = 0; row < image.rows(); row++) {
      System.arraycopy(
          image.pixels(), row * width, pixels, ((top + row) * columns + left) * channels, width);
    }
    return new Picture(rows, columns, channels, pixels);
  }
}
