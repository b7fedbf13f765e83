package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.media.MediaType;

/**
 * A file that may be a recording or a picture, or a row of a table that holds one.
 *
 * <p>Files on local disks are read without Hadoop, whose local file system can neither name the
 * checksum of a file with a colon in its name nor tell an unreadable file from a broken disk.
 *
 * @param path the whole of it; of a file on a local disk {@code file:} and the absolute path
 * @param relativePath below the input that it was found under; for a row of a table, its key
 * @param bytes its size
 */
public record SourceFile(String path, String relativePath, long bytes) implements Serializable {

  private static final String LOCAL = "file:";
  private static final int ATTEMPTS = 3;
  private static final int PAUSE_MILLIS = 200;

  /** Makes a file on a local disk. */
  static SourceFile local(java.nio.file.Path file, String relativePath, long bytes) {
    return new SourceFile(LOCAL + file, relativePath, bytes);
  }

  private interface Reading<T> {
    T from(InputStream in) throws IOException;
  }

  /**
   * Reads the file.
   *
   * @throws BadFileException if it cannot be read, or has more bytes than an array
   * @throws IOException if the thread is interrupted
   */
  public byte[] read(Configuration hadoop) throws IOException, BadFileException {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new BadFileException(
          relativePath,
          Text.format(
              "is too large: it has %d bytes, but a file may have at most 2 GiB; split it", bytes));
    }
    return read(hadoop, InputStream::readAllBytes);
  }

  /**
   * Tells what the file holds by its first bytes.
   *
   * @throws BadFileException if it cannot be read
   * @throws IOException if the thread is interrupted
   */
  Optional<MediaType> type(Configuration hadoop) throws IOException, BadFileException {
    return read(hadoop, MediaType::of);
  }

  private <T> T read(Configuration hadoop, Reading<T> reading)
      throws IOException, BadFileException {
    for (int attempt = 1; ; attempt++) {
      try (InputStream in = open(hadoop)) {
        return reading.from(in);
      } catch (IOException | FSError failure) {
        if (ReadFailure.isInterrupted(failure)) {
          throw failure;
        }
        if (attempt == ATTEMPTS || ReadFailure.isFinal(failure)) {
          throw new BadFileException(
              relativePath, "cannot be read: " + ReadFailure.reason(failure));
        }
        pause();
      }
    }
  }

  private InputStream open(Configuration hadoop) throws IOException {
    if (path.startsWith(LOCAL)) {
      return Files.newInputStream(java.nio.file.Path.of(path.substring(LOCAL.length())));
    }
    Path file = new Path(path);
    return file.getFileSystem(hadoop).open(file);
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to read a file again");
    }
  }

  /** Returns the relative path without the extension, if that is one of a known format. */
  public String stem() {
    return MediaType.withoutExtension(relativePath);
  }

  /** Returns what {@link #stem} leaves out, with its dot; empty if that is nothing. */
  public String extension() {
    return relativePath.substring(stem().length());
  }

  /** Returns the file's name without folders and extension. */
  public String name() {
    return stem().substring(stem().lastIndexOf('/') + 1);
  }
}
