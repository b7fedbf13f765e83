package org.greedyinfomax.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Uncompressed TIFF files for tests, of kinds that ImageIO does not write. */
public final class Tiff {

  public static final int WHITE_IS_ZERO = 0;
  public static final int CMYK = 5;
  public static final int FLOATING = 3;

  private static final int ENTRIES = 11;

  private Tiff() {}

  /**
   * A file of one strip.
   *
   * @param format of the samples: 1 for whole numbers
   */
  public static byte[] file(
      int columns, int rows, int channels, int bits, int photometric, int format, byte[] data) {
    int directory = 8;
    int bitsAt = directory + 2 + 12 * ENTRIES + 4;
    int dataAt = bitsAt + 2 * 4;
    ByteBuffer out = ByteBuffer.allocate(dataAt + data.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
    out.putShort((short) ENTRIES);
    entry(out, 256, columns);
    entry(out, 257, rows);
    if (channels == 1) {
      entry(out, 258, bits);
    } else {
      out.putShort((short) 258).putShort((short) 3).putInt(channels).putInt(bitsAt);
    }
    entry(out, 259, 1); // not compressed
    entry(out, 262, photometric);
    entry(out, 273, dataAt);
    entry(out, 277, channels);
    entry(out, 278, rows);
    entry(out, 279, data.length);
    entry(out, 284, 1); // channels together
    entry(out, 339, format);
    out.putInt(0);
    for (int channel = 0; channel < 4; channel++) {
      out.putShort((short) bits);
    }
    out.put(data);
    return out.array();
  }

  private static void entry(ByteBuffer out, int tag, int value) {
    out.putShort((short) tag).putShort((short) 3).putInt(1).putInt(value);
  }
}
