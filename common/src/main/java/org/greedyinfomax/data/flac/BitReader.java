package org.greedyinfomax.data.flac;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;

/** Reads bytes bit by bit, the most significant first, and keeps the checksums of a FLAC frame. */
final class BitReader {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private static final int BUFFER = 64 << 10;

  /** More than the header of a frame has. */
  private static final int HEADER = 32;

  private final MediaInput in;
  private final byte[] buffer = new byte[BUFFER];

  /** Place in the input of the buffer's first byte. */
  private long begin;

  private int next;
  private int limit;
  private long window;
  private int available;

  /** Where in the buffer the bytes begin that are not in the checksum yet. */
  private int unchecked;

  private int checksum;

  BitReader(MediaInput in) {
    this.in = in;
  }

  /** Reads an unsigned number of 0 to 56 bits. */
  long unsigned(int bits) throws IOException, BadFileException {
    if (available < bits) {
      fill(bits);
    }
    available -= bits;
    return (window >>> available) & ((1L << bits) - 1);
  }

  /** Reads a two's complement number of 0 to 56 bits. */
  long signed(int bits) throws IOException, BadFileException {
    if (bits == 0) {
      return 0;
    }
    int unused = Long.SIZE - bits;
    return unsigned(bits) << unused >> unused;
  }

  /** Counts zeros up to the next one, which it consumes too. */
  int unary() throws IOException, BadFileException {
    int zeros = 0;
    while (true) {
      if (available == 0) {
        fill(1);
      }
      long rest = window << (Long.SIZE - available);
      if (rest != 0) {
        int leading = Long.numberOfLeadingZeros(rest);
        available -= leading + 1;
        return zeros + leading;
      }
      zeros += available;
      available = 0;
    }
  }

  /**
   * Reads Rice-coded numbers: even codes are 0, 1, 2, …; odd ones −1, −2, −3, ….
   *
   * @param parameter how many low bits of each code are stored as they are, 0 to 30
   * @param numbers takes those of index {@code from} to {@code to}, exclusive
   */
  void rice(int parameter, long[] numbers, int from, int to) throws IOException, BadFileException {
    int i = from;
    while (i < to) {
      i = riceInBuffer(parameter, numbers, i, to);
      if (i < to) { // it is longer than the window, or the buffer ends
        numbers[i] = numberOf((long) unary() << parameter | unsigned(parameter));
        i++;
      }
    }
  }

  /** Reads as many as come from the buffer alone, and returns the index of the next one. */
  private int riceInBuffer(int parameter, long[] numbers, int from, int to) {
    long mask = (1L << parameter) - 1;
    long bits = window;
    int left = available;
    int i = from;
    while (i < to) {
      int zeros = Long.numberOfLeadingZeros(bits << -left);
      int used = zeros + 1 + parameter;
      if (used <= left) { // so that those zeros are not of bits that were consumed
        left -= used;
        numbers[i] = numberOf(((long) zeros << parameter) | ((bits >>> left) & mask));
        i++;
      } else if (left <= Long.SIZE - Byte.SIZE && limit - next >= Long.BYTES) {
        int more = (Long.SIZE - left) / Byte.SIZE;
        bits = withMore(bits, more);
        next += more;
        left += more * Byte.SIZE;
      } else {
        break;
      }
    }
    window = bits;
    available = left;
    return i;
  }

  private static long numberOf(long code) {
    return code >>> 1 ^ -(code & 1);
  }

  /** Returns a window into which so many bytes of the buffer, at most 8, have come. */
  private long withMore(long bits, int more) {
    long bytes = (long) LONGS.get(buffer, next);
    return more == Long.BYTES
        ? bytes
        : (bits << (Byte.SIZE * more)) | (bytes >>> (Byte.SIZE * (Long.BYTES - more)));
  }

  /** Returns the place of the byte that follows those that have been begun. */
  long position() {
    return begin + place();
  }

  /** Returns where in the buffer that byte is; some more are in the window already. */
  private int place() {
    return next - available / Byte.SIZE;
  }

  /** Returns the next whole bytes without consuming them; fewer than asked if the input ends. */
  byte[] peek(int count) throws IOException, BadFileException {
    if (limit - place() < count) {
      refill();
    }
    return Arrays.copyOfRange(buffer, place(), Math.min(limit, place() + count));
  }

  void skipToByte() {
    available -= available % Byte.SIZE;
  }

  void skipBytes(int count) throws EOFException {
    long target = position() + count;
    if (target > in.length()) {
      throw new EOFException();
    }
    if (target <= begin + limit) {
      next = (int) (target - begin);
    } else {
      begin = target;
      next = 0;
      limit = 0;
    }
    available = 0;
  }

  /** Begins a frame, at a whole byte. */
  void beginFrame() throws IOException, BadFileException {
    unchecked = place();
    if (limit - unchecked < HEADER) {
      refill();
    }
    checksum = 0;
  }

  /** Returns the checksum of a frame's header, which is what was read since the frame began. */
  int headerChecksum() {
    return FlacChecksum.HEADER.of(0, buffer, unchecked, place());
  }

  /** Returns the checksum of all that was read since the frame began. */
  int frameChecksum() {
    return FlacChecksum.FRAME.of(checksum, buffer, unchecked, place());
  }

  private void fill(int bits) throws IOException, BadFileException {
    if (limit - next < Long.BYTES) {
      refill();
    }
    if (limit - next >= Long.BYTES) {
      int more = (Long.SIZE - available) / Byte.SIZE;
      window = withMore(window, more);
      next += more;
      available += 8 * more;
      return;
    }
    while (available < bits) { // near the end of the input, as a rule
      if (next == limit) {
        refill();
        if (next == limit) {
          throw new EOFException();
        }
      }
      window = window << 8 | Byte.toUnsignedLong(buffer[next]);
      next++;
      available += 8;
    }
  }

  private void refill() throws IOException, BadFileException {
    int place = place();
    checksum = FlacChecksum.FRAME.of(checksum, buffer, unchecked, place);
    System.arraycopy(buffer, place, buffer, 0, limit - place);
    begin += place;
    limit -= place;
    next -= place;
    unchecked = 0;
    int more = 1;
    while (more > 0 && limit < HEADER) { // an input may give as little as a byte
      more = in.read(begin + limit, buffer, limit, BUFFER - limit);
      limit += Math.max(0, more);
    }
  }
}
