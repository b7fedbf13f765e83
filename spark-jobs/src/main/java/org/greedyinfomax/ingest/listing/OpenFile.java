package org.greedyinfomax.ingest.listing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;

/**
 * A file that is open, until a read fails.
 *
 * <p>Files on local disks are read without Hadoop, whose local file system can neither name the
 * checksum of a file with a colon in its name nor tell an unreadable file from a broken disk.
 */
abstract sealed class OpenFile implements Closeable {

  private boolean isOpen = true;

  static OpenFile of(SourceFile file, Configuration hadoop) throws IOException {
    if (file.isLocal()) {
      return new Local(Files.newByteChannel(file.localPath()));
    }
    Path path = new Path(file.path());
    return new Remote(path.getFileSystem(hadoop).open(path), file.bytes());
  }

  /** Whether reads have not failed so far. */
  final boolean isOpen() {
    return isOpen;
  }

  /** Returns how many bytes there are. */
  abstract long length() throws IOException;

  /** Reads some bytes; -1 if there are none at the position. Closes the file if that fails. */
  final int read(long position, byte[] bytes, int offset, int count) throws IOException {
    try {
      return readAt(position, bytes, offset, count);
    } catch (IOException | FSError failure) {
      close();
      throw failure;
    }
  }

  abstract int readAt(long position, byte[] bytes, int offset, int count) throws IOException;

  abstract Closeable file();

  @Override
  public final void close() throws IOException {
    isOpen = false;
    file().close();
  }

  private static final class Local extends OpenFile {

    private final SeekableByteChannel channel;

    Local(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    long length() throws IOException {
      long size = channel.size();
      return size > 0 ? size : found();
    }

    /** Finds out, for files that an operating system makes while they are read have no size. */
    private long found() throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate(1 << 12);
      while (channel.read(bytes) >= 0) {
        bytes.clear();
      }
      return channel.position();
    }

    @Override
    int readAt(long position, byte[] bytes, int offset, int count) throws IOException {
      return channel.position(position).read(ByteBuffer.wrap(bytes, offset, count));
    }

    @Override
    Closeable file() {
      return channel;
    }
  }

  private static final class Remote extends OpenFile {

    private final FSDataInputStream stream;
    private final long length;

    Remote(FSDataInputStream stream, long length) {
      this.stream = stream;
      this.length = length;
    }

    @Override
    long length() {
      return length;
    }

    @Override
    int readAt(long position, byte[] bytes, int offset, int count) throws IOException {
      if (stream.getPos() != position) {
        stream.seek(position);
      }
      return stream.read(bytes, offset, count);
    }

    @Override
    Closeable file() {
      return stream;
    }
  }
}
