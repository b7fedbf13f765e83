package org.greedyinfomax.ingest;

import java.io.Serializable;

/**
 * A file that may be a recording or a picture, or a row of a table that holds one.
 *
 * @param path the whole of it
 * @param relativePath below the input that it was found under; for a row of a table, its key
 * @param bytes its size
 */
public record SourceFile(String path, String relativePath, long bytes) implements Serializable {

  /** Returns the relative path without the extension. */
  String stem() {
    return SourceFiles.withoutExtension(relativePath);
  }

  /** Returns the file's name without folders and extension. */
  String name() {
    return stem().substring(stem().lastIndexOf('/') + 1);
  }
}
