package org.greedyinfomax.ingest;

import java.io.Serializable;

/**
 * A file that may be a recording or a picture.
 *
 * @param path the whole of it
 * @param relativePath below the input that it was found under
 * @param bytes its size
 */
public record SourceFile(String path, String relativePath, long bytes) implements Serializable {

  /** Returns the relative path without the extension. */
  String stem() {
    return relativePath.substring(0, relativePath.lastIndexOf('.'));
  }

  /** Returns the file's name without folders and extension. */
  String name() {
    return stem().substring(stem().lastIndexOf('/') + 1);
  }
}
