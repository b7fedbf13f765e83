package org.greedyinfomax.ingest.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of an archive's file; marks failures of reading it, so that they are told apart. */
final class SourceStream extends FilterInputStream {

  SourceStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException failure) {
      throw new SourceFailure(failure);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException failure) {
      throw new SourceFailure(failure);
    }
  }

  @Override
  public long skip(long count) throws IOException {
    try {
      return super.skip(count);
    } catch (IOException failure) {
      throw new SourceFailure(failure);
    }
  }
}
