package org.greedyinfomax.ingest.listing;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;

/**
 * A file that may be a recording or a picture, or a row of a table that holds one.
 *
 * @param path the whole of it
 * @param relativePath below the input that it was found under; for a row of a table, its key
 * @param bytes its size
 */
public record SourceFile(String path, String relativePath, long bytes) implements Serializable {

  /**
   * Reads the file.
   *
   * @throws BadFileException if it has more bytes than an array
   */
  public byte[] read(Configuration hadoop) throws IOException, BadFileException {
    if (bytes > Integer.MAX_VALUE - 8) {
      throw new BadFileException(
          relativePath,
          Text.format(
              "is too large: it has %d bytes, but a file may have at most 2 GiB; split it", bytes));
    }
    Path file = new Path(path);
    try (InputStream in = file.getFileSystem(hadoop).open(file)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IOException(
          Text.format("cannot read %s: %s", path, unreadable.getMessage()), unreadable);
    }
  }

  /** Returns the relative path without the extension. */
  public String stem() {
    return SourceFiles.withoutExtension(relativePath);
  }

  /** Returns the file's name without folders and extension. */
  public String name() {
    return stem().substring(stem().lastIndexOf('/') + 1);
  }
}
