package org.greedyinfomax.ingest.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.OptionalLong;

/**
 * The record that a ZIP archive ends with.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">APPNOTE, 4.3.14 to
 *     4.3.16</a>
 */
final class ZipEnd {

  private static final int RECORD = 22;
  private static final int LOCATOR = 20;
  private static final int RECORD_OF_64_BITS = 56;
  private static final int LONGEST_COMMENT = 0xffff;
  private static final int SIGNATURE = 0x06054b50;
  private static final int SIGNATURE_OF_LOCATOR = 0x07064b50;
  private static final int SEE_64_BITS = 0xffff;

  private ZipEnd() {}

  /** Returns how many members the archive has, if there is such a record. */
  static OptionalLong members(SeekableByteChannel file) throws IOException {
    int length = (int) Math.min(file.size(), LOCATOR + RECORD + LONGEST_COMMENT);
    ByteBuffer end = read(file, file.size() - length, length);
    for (int at = length - RECORD; at >= 0; at--) {
      if (end.getInt(at) == SIGNATURE) {
        int members = end.getShort(at + 10) & 0xffff;
        return members == SEE_64_BITS && at >= LOCATOR
            ? of64Bits(file, end, at - LOCATOR)
            : OptionalLong.of(members);
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong of64Bits(SeekableByteChannel file, ByteBuffer end, int at)
      throws IOException {
    if (end.getInt(at) != SIGNATURE_OF_LOCATOR) {
      return OptionalLong.of(SEE_64_BITS);
    }
    long record = end.getLong(at + 8);
    return record < 0 || record > file.size() - RECORD_OF_64_BITS
        ? OptionalLong.empty()
        : OptionalLong.of(read(file, record, RECORD_OF_64_BITS).getLong(32));
  }

  private static ByteBuffer read(SeekableByteChannel file, long begin, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.position(begin);
    while (bytes.hasRemaining() && file.read(bytes) >= 0) {
      // until it is full
    }
    return bytes;
  }
}
