package org.greedyinfomax.ingest.survey;

import java.io.Serializable;
import java.util.Comparator;
import org.greedyinfomax.Printable;
import org.greedyinfomax.data.Remark;

/**
 * A file that was read, though something about it was unusual.
 *
 * @param path below its input
 * @param remark what was unusual; a file with several is there as often
 */
public record RemarkedFile(String path, Remark remark) implements Serializable {

  /** By paths, and those of a file in the order of their constants. */
  public static final Comparator<RemarkedFile> ORDER =
      Comparator.comparing(RemarkedFile::path).thenComparing(RemarkedFile::remark);

  /**
   * Returns a line of {@code remarks.tsv}, without its end, and with what does not show escaped.
   */
  public String toLine() {
    return Printable.line(path) + "\t" + remark.textOfOne();
  }
}
