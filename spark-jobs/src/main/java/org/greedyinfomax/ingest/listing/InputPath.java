package org.greedyinfomax.ingest.listing;

import org.apache.hadoop.fs.Path;

/** Paths of inputs as people type them. */
final class InputPath {

  private InputPath() {}

  /**
   * Makes a path of its text. What stands before the first colon is a scheme only if a slash
   * follows, so that {@code 12:30.wav} is a file of that name.
   */
  static Path of(String input) {
    int colon = input.indexOf(':');
    boolean isName =
        colon >= 0 && !input.startsWith("/", colon + 1) && input.lastIndexOf('/', colon) < 0;
    return new Path(isName ? "./" + input : input);
  }
}
