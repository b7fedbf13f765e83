package org.greedyinfomax.ingest.listing;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.greedyinfomax.Text;

/**
 * Names on a local disk that this Java cannot read. Names there are bytes, and Java decodes them
 * once for all when it starts, by the locale: what does not fit becomes other letters, under which
 * there is no file.
 */
final class LocaleNames {

  private LocaleNames() {}

  /** Whether a file is found again by the letters of its name. */
  static boolean isReadable(Path file) {
    try {
      return file.resolveSibling(file.getFileName().toString()).equals(file);
    } catch (InvalidPathException unmappable) {
      return false;
    }
  }

  /** Says what is wrong with a name that is not, and what to do. */
  static String reason() {
    return Charset.forName(encoding()).equals(StandardCharsets.UTF_8)
        ? "has a name that is not UTF-8: rename it"
        : Text.format(
            "has a name that cannot be read as %s, as the locale has it: start the program with"
                + " LC_ALL=C.UTF-8 in its environment",
            encoding());
  }

  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
  }
}
