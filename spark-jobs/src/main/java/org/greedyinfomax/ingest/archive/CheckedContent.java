package org.greedyinfomax.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A member's bytes, whose checksum, if it has one, is compared where they end. */
final class CheckedContent extends FilterInputStream {

  /** In the place of a checksum. */
  static final long UNKNOWN = -1;

  private final CRC32 sum = new CRC32();
  private final long expected;

  /**
   * Reads bytes.
   *
   * @param expected their CRC-32, or {@link #UNKNOWN}
   */
  CheckedContent(InputStream in, long expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count;
    try {
      count = super.read(bytes, offset, length);
    } catch (RuntimeException unforeseen) { // of a decoder that trusts what it reads
      throw new IOException("its bytes make no sense", unforeseen);
    }
    if (count > 0) {
      sum.update(bytes, offset, count);
    } else if (count < 0 && expected != UNKNOWN && sum.getValue() != expected) {
      throw new IOException("its checksum does not fit its bytes");
    }
    return count;
  }

  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, 1 << 13)).length;
  }
}
