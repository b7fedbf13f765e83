package org.greedyinfomax.data;

import java.io.EOFException;

/** Reads bytes bit by bit, the most significant first. */
final class BitReader {

  private final byte[] bytes;
  private int next;
  private long window;
  private int available;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads an unsigned number of 0 to 56 bits. */
  long unsigned(int bits) throws EOFException {
    fill(bits);
    available -= bits;
    return (window >>> available) & ((1L << bits) - 1);
  }

  /** Reads a two's complement number of 0 to 56 bits. */
  long signed(int bits) throws EOFException {
    if (bits == 0) {
      return 0;
    }
    int unused = Long.SIZE - bits;
    return unsigned(bits) << unused >> unused;
  }

  /** Counts zeros up to the next one, which it consumes too. */
  int unary() throws EOFException {
    int zeros = 0;
    while (true) {
      fill(1);
      long rest = window & ((1L << available) - 1);
      if (rest != 0) {
        int leading = Long.numberOfLeadingZeros(rest) - (Long.SIZE - available);
        available -= leading + 1;
        return zeros + leading;
      }
      zeros += available;
      available = 0;
    }
  }

  /** Returns how many bytes have been begun. */
  int position() {
    return next - available / 8;
  }

  boolean isAtEnd() {
    return position() == bytes.length;
  }

  void skipToByte() {
    available -= available % 8;
  }

  void skipBytes(int count) throws EOFException {
    int target = position() + count;
    if (target > bytes.length) {
      throw new EOFException();
    }
    next = target;
    available = 0;
  }

  private void fill(int bits) throws EOFException {
    while (available < bits) {
      if (next == bytes.length) {
        throw new EOFException();
      }
      window = window << 8 | Byte.toUnsignedLong(bytes[next]);
      next++;
      available += 8;
    }
  }
}
