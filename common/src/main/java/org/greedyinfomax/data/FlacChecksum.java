package org.greedyinfomax.data;

/** The two cyclic redundancy checks of a FLAC frame: most significant bit first, starting at 0. */
final class FlacChecksum {

  /** Over a frame's header: {@code x⁸ + x² + x + 1}. */
  static final FlacChecksum HEADER = new FlacChecksum(8, 0x07);

  /** Over a whole frame: {@code x¹⁶ + x¹⁵ + x² + 1}. */
  static final FlacChecksum FRAME = new FlacChecksum(16, 0x8005);

  private final int width;
  private final int[] table = new int[256];

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
  }

  /**
   * Goes on over more bytes.
   *
   * @param before checksum of the bytes before; 0 if there are none
   */
  int of(int before, byte[] bytes, int from, int to) {
    int remainder = before;
    for (int i = from; i < to; i++) {
      int index = (remainder >>> (width - 8) ^ bytes[i]) & 0xff;
      remainder = (remainder << 8 ^ table[index]) & mask();
    }
    return remainder;
  }

  private int mask() {
    return (1 << width) - 1;
  }
}
