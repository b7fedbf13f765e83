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
    requireSome();
    left--;
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length > 0) {
      requireSome();
    }
    int count = super.read(bytes, offset, (int) Math.min(length, left));
    left -= Math.max(0, count);
    return count;
  }

  private void requireSome() throws IOException {
    if (left == 0) {
      throw new IOException("a member has headers of more than 1 MiB");
    }
  }
}
