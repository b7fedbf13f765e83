package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;

/**
 * A file on any file system, of which some kilobytes are held. What fails is tried again, with the
 * file opened anew.
 */
final class FileInput implements MediaInput {

  private static final int ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 200;
  private static final int BUFFER = 64 << 10;

  /** Java copies what is read from a local disk, in memory that a thread keeps from then on. */
  private static final int MOST_AT_ONCE = 1 << 20;

  private final SourceFile file;
  private final Configuration hadoop;
  private final long length;
  private final byte[] buffer;
  private OpenFile open;
  private long begin;
  private int held;

  private FileInput(SourceFile file, Configuration hadoop, OpenFile open, long length) {
    this.file = file;
    this.hadoop = hadoop;
    this.open = open;
    this.length = length;
    this.buffer = new byte[(int) Math.max(1, Math.min(BUFFER, length))];
  }

  /** Something that may fail and succeed the next time. */
  interface Attempt<T> {
    T run() throws IOException;
  }

  /**
   * Opens a file.
   *
   * @throws BadFileException if it cannot be read
   * @throws IOException if the thread is interrupted
   */
  static FileInput open(SourceFile file, Configuration hadoop)
      throws IOException, BadFileException {
    return tried(
        file,
        () -> {
          OpenFile open = OpenFile.of(file, hadoop);
          try {
            return new FileInput(file, hadoop, open, open.length());
          } catch (IOException | FSError failure) {
            open.close();
            throw failure;
          }
        });
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public int read(long position, byte[] bytes, int offset, int count)
      throws IOException, BadFileException {
    if (position < begin || position >= begin + held) {
      if (position >= length) {
        return -1;
      }
      if (count >= BUFFER) {
        int most = Math.min(count, MOST_AT_ONCE);
        return tried(file, () -> opened().read(position, bytes, offset, most));
      }
      held = 0; // if the next line fails
      held = Math.max(0, tried(file, () -> opened().read(position, buffer, 0, buffer.length)));
      begin = position;
      if (held == 0) {
        return -1;
      }
    }
    int from = (int) (position - begin);
    int taken = Math.min(count, held - from);
    System.arraycopy(buffer, from, bytes, offset, taken);
    return taken;
  }

  private OpenFile opened() throws IOException {
    if (!open.isOpen()) {
      open = OpenFile.of(file, hadoop);
    }
    return open;
  }

  /**
   * Does something with a file, if need be several times.
   *
   * @throws BadFileException if that fails in the end
   * @throws IOException if the thread is interrupted
   */
  static <T> T tried(SourceFile file, Attempt<T> reading) throws IOException, BadFileException {
    for (int attempt = 1; ; attempt++) {
      try {
        return reading.run();
      } catch (IOException | FSError failure) {
        if (ReadFailure.isInterrupted(failure)) {
          throw failure;
        }
        if (attempt == ATTEMPTS || ReadFailure.isFinal(failure)) {
          throw new BadFileException(
              file.relativePath(), "cannot be read: " + ReadFailure.reason(failure));
        }
        pause();
      }
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to read a file again");
    }
  }

  @Override
  public void close() throws IOException {
    open.close();
  }
}
