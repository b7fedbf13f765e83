package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.hadoop.fs.FSDataInputStream;

/** A file of a file system that Hadoop knows, to be read from anywhere. */
final class HadoopChannel implements SeekableByteChannel {

  private static final int MOST_AT_ONCE = 1 << 16;

  private final FSDataInputStream in;
  private final long size;
  private long position;
  private boolean isOpen = true;

  HadoopChannel(FSDataInputStream in, long size) {
    this.in = in;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!isOpen) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    byte[] bytes = new byte[Math.min(MOST_AT_ONCE, target.remaining())];
    in.seek(position);
    int count = in.read(bytes, 0, bytes.length);
    if (count > 0) {
      target.put(bytes, 0, count);
      position += count;
    }
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return isOpen;
  }

  @Override
  public void close() throws IOException {
    isOpen = false;
    in.close();
  }
}
