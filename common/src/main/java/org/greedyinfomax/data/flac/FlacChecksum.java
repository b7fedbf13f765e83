package org.greedyinfomax.data.flac;

/** The two cyclic redundancy checks of a FLAC frame: most significant bit first, starting at 0. */
final class FlacChecksum {

  /** Over a frame's header: {@code x⁸ + x² + x + 1}. */
  static final FlacChecksum HEADER = new FlacChecksum(8, 0x07);

  /** Over a whole frame: {@code x¹⁶ + x¹⁵ + x² + 1}. */
  static final FlacChecksum FRAME = new FlacChecksum(16, 0x8005);

  private static final int SLICES = 8;

  private final int width;
  private final int[] table = new int[256];

  /** Remainders of a byte that so many zeros follow. */
  private final int[][] slices = new int[SLICES][];

  private FlacChecksum(int width, int polynomial) {
    this.width = width;
    int top = 1 << (width - 1);
    for (int value = 0; value < table.length; value++) {
      int remainder = value << (width - 8);
      for (int bit = 0; bit < 8; bit++) {
        remainder = (remainder & top) == 0 ? remainder << 1 : remainder << 1 ^ polynomial;
      }
      table[value] = remainder & mask();
    }
    slices[0] = table;
    for (int slice = 1; slice < SLICES; slice++) {
      slices[slice] = new int[table.length];
      for (int value = 0; value < table.length; value++) {
        int before = slices[slice - 1][value];
        slices[slice][value] = (before << 8 ^ table[before >>> (width - 8)]) & mask();
      }
    }
  }

  /**
   * Goes on over more bytes.
   *
   * @param before checksum of the bytes before; 0 if there are none
   */
  int of(int before, byte[] bytes, int from, int to) {
    int remainder = before;
    int i = from;
    for (; width == Short.SIZE && i + SLICES <= to; i += SLICES) { // none waits for another
      remainder =
          slices[7][(remainder >>> 8 ^ bytes[i]) & 0xff]
              ^ slices[6][(remainder ^ bytes[i + 1]) & 0xff]
              ^ slices[5][bytes[i + 2] & 0xff]
              ^ slices[4][bytes[i + 3] & 0xff]
              ^ slices[3][bytes[i + 4] & 0xff]
              ^ slices[2][bytes[i + 5] & 0xff]
              ^ slices[1][bytes[i + 6] & 0xff]
              ^ slices[0][bytes[i + 7] & 0xff];
    }
    for (; i < to; i++) {
      int index = (remainder >>> (width - 8) ^ bytes[i]) & 0xff;
      remainder = (remainder << 8 ^ table[index]) & mask();
    }
    return remainder;
  }

  private int mask() {
    return (1 << width) - 1;
  }
}
