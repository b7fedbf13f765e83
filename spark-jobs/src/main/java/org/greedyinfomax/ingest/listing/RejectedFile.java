package org.greedyinfomax.ingest.listing;

import java.io.Serializable;
import org.greedyinfomax.Printable;

/**
 * A file that could not be used.
 *
 * @param path below its input
 * @param reason what is wrong with it, as the end of a sentence that begins with its name
 */
public record RejectedFile(String path, String reason) implements Serializable {

  /**
   * Returns a line of {@code rejected.tsv}, without its end, and with what does not show escaped.
   */
  public String toLine() {
    return Printable.line(path) + "\t" + Printable.line(reason.replaceAll("\\s+", " "));
  }

  @Override
  public String toString() {
    return path + " " + reason;
  }
}
