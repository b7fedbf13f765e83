package org.greedyinfomax.ingest.listing;

import java.io.Serializable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.greedyinfomax.Printable;

/**
 * A file, or a folder with all that is in it, that is not meant for the corpus: of another format,
 * hidden, or met before under another name. Nothing is wrong with it, so it counts in no limit.
 *
 * @param path below its input; that of a folder ends in a slash
 * @param kind under which it is counted: an extension, a format, or what else it is
 * @param reason why, as the end of a sentence that begins with its name
 * @param remedy how it would be read
 */
public record LeftOutFile(String path, String kind, String reason, Remedy remedy)
    implements Serializable {

  /** How files can be read that are left out. */
  public enum Remedy {
    /** Not at all. */
    NONE,
    /** With FFmpeg's libraries. */
    FFMPEG,
    /** With a rate of the pictures that are taken of a video. */
    FRAME_RATE
  }

  /** Kind of files and folders whose names begin with a dot or an underscore. */
  static final String HIDDEN = "hidden";

  /** Kind of links to what is read under another name, and of other ways to it. */
  static final String SAME = "same as another";

  /** Kind of links that lead back to where they lie. */
  static final String CYCLE = "cycle of links";

  /** Kind of devices, pipes and sockets. */
  static final String DEVICE = "no regular file";

  private static final String NO_EXTENSION = "without extension";

  private static final Pattern EXTENSION = Pattern.compile("[^/]\\.(\\p{Alpha}\\w{0,9})$");

  /** Makes what is left out whatever libraries and settings there are. */
  LeftOutFile(String path, String kind, String reason) {
    this(path, kind, reason, Remedy.NONE);
  }

  /** What a file is called whose content tells nothing: its extension, in small letters. */
  static String kindOf(String path) {
    Matcher extension = EXTENSION.matcher(path);
    return extension.find() ? "." + extension.group(1).toLowerCase(Locale.ROOT) : NO_EXTENSION;
  }

  /** Whether a path ends in something like an extension. */
  static boolean hasExtension(String path) {
    return EXTENSION.matcher(path).find();
  }

  /** Returns a line of the list, without its end, and with what does not show escaped. */
  public String toLine() {
    return Printable.line(path)
        + "\t"
        + Printable.line(kind)
        + "\t"
        + Printable.line(reason.replaceAll("\\s+", " "));
  }
}
