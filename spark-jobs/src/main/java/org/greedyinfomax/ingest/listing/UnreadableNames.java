package org.greedyinfomax.ingest.listing;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Text;

/**
 * Files and folders on the local disk whose names this Java cannot read. Names there are bytes, and
 * Java decodes them once for all when it starts, by the locale: what does not fit becomes other
 * letters, under which there is no file. Hadoop passes these over without a word.
 */
final class UnreadableNames {

  /** What Java puts where bytes are no letter: the second where it knows ASCII only. */
  private static final List<String> REPLACEMENTS = List.of("\uFFFD", "?");

  private UnreadableNames() {}

  /**
   * Finds those that could be, or could hold, what is looked for.
   *
   * @param extensions of the files that are looked for
   */
  static List<RejectedFile> below(File folder, List<String> extensions) {
    List<RejectedFile> found = new ArrayList<>();
    String[] names = folder.list();
    add(folder, names == null ? new String[0] : names, "", extensions, found);
    return found;
  }

  private static void add(
      File folder,
      String[] names,
      String prefix,
      List<String> extensions,
      List<RejectedFile> found) {
    for (String name : names) {
      if (SourceFiles.isHiddenName(name)) {
        continue;
      }
      File file = new File(folder, name);
      String[] below = file.list(); // null if it is no folder
      if (below != null) {
        add(file, below, prefix + name + "/", extensions, found);
      } else if (isUnreadable(file, name)
          && (SourceFiles.hasOneOf(extensions, name) || name.indexOf('.') < 0)) {
        found.add(new RejectedFile(prefix + name, reason()));
      }
    }
  }

  private static boolean isUnreadable(File file, String name) {
    return REPLACEMENTS.stream().anyMatch(name::contains) && !file.exists();
  }

  private static String reason() {
    return isInUtf8()
        ? "has a name that is not UTF-8: rename it"
        : Text.format(
            "has a name that cannot be read as %s, as the locale has it: start the program with"
                + " LC_ALL=C.UTF-8 in its environment",
            encoding());
  }

  private static boolean isInUtf8() {
    return Charset.forName(encoding()).equals(StandardCharsets.UTF_8);
  }

  private static String encoding() {
    return System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
  }
}
