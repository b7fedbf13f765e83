package org.greedyinfomax.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Bytes of which only so many may be read until more are allowed. */
final class LimitedStream extends FilterInputStream {

  private long left = Long.MAX_VALUE;

  LimitedStream(InputStream in) {
    super(in);
  }

  /** Allows so many bytes from here on. */
  void allow(long bytes) {
    left = bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      requireSome();
    }
    int count;
    try {
      count = super.read(bytes, offset, (int) Math.min(length, left));
    } catch (RuntimeException unforeseen) { // of a decoder that trusts what it reads
      throw new IOException("its compressed bytes make no sense", unforeseen);
    }
    left -= Math.max(0, count);
    return count;
  }

  private void requireSome() throws IOException {
    if (left == 0) {
      throw new IOException("a member has headers of more than 1 MiB");
    }
  }
}
