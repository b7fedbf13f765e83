package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.media.MediaType;

/**
 * A file that may be a recording or a picture, or a row of a table that holds one.
 *
 * @param path the whole of it; of a file on a local disk {@code file:} and the absolute path
 * @param relativePath below the input that it was found under; for a row of a table, its key
 * @param bytes its size
 */
public record SourceFile(String path, String relativePath, long bytes) implements Serializable {

  private static final String LOCAL = "file:";

  /** Makes a file on a local disk. */
  static SourceFile local(java.nio.file.Path file, String relativePath, long bytes) {
    return new SourceFile(LOCAL + file, relativePath, bytes);
  }

  /**
   * Opens the file, to be read from any place on.
   *
   * @throws BadFileException if it cannot be read
   * @throws IOException if the thread is interrupted
   */
  public MediaInput open(Configuration hadoop) throws IOException, BadFileException {
    return FileInput.open(this, hadoop);
  }

  /**
   * Tells what the file holds by its first bytes.
   *
   * @throws BadFileException if it cannot be read
   * @throws IOException if the thread is interrupted
   */
  Optional<MediaType> type(Configuration hadoop) throws IOException, BadFileException {
    try (MediaInput in = open(hadoop)) {
      return in.type();
    }
  }

  /** Whether it lies on a local disk. */
  boolean isLocal() {
    return path.startsWith(LOCAL);
  }

  /** Returns where on a local disk it lies. */
  java.nio.file.Path localPath() {
    return java.nio.file.Path.of(path.substring(LOCAL.length()));
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
