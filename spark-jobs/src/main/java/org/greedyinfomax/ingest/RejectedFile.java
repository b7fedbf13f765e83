package org.greedyinfomax.ingest;

import java.io.Serializable;

/**
 * A file that could not be used.
 *
 * @param path below its input
 * @param reason what is wrong with it, as the end of a sentence that begins with its name
 */
public record RejectedFile(String path, String reason) implements Serializable {

  /** Returns a line of {@code rejected.tsv}, without its end. */
  public String toLine() {
    return path.replaceAll("[\t\r\n]", " ") + "\t" + reason.replaceAll("\\s+", " ");
  }

  @Override
  public String toString() {
    return path + " " + reason;
  }
}
