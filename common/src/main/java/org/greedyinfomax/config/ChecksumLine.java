package org.greedyinfomax.config;

import java.nio.charset.StandardCharsets;
import org.greedyinfomax.Check;
import org.greedyinfomax.Sha256;

/**
 * The last line of a recipe that a program wrote: a comment with the SHA-256 of all bytes above it.
 * So a run's recipe that was changed, whether by hand or by a disk, is not taken for what the run
 * was trained with.
 */
final class ChecksumLine {

  private static final String START = "# sha256 of the lines above: ";
  private static final int LENGTH = START.length() + 64;

  private ChecksumLine() {}

  /** Appends the line to text that ends with a line feed. */
  static String addTo(String text) {
    return text + START + sha256(text) + "\n";
  }

  /**
   * Checks a text that must have the line.
   *
   * @param name what errors call the text
   * @throws IllegalArgumentException if it has none, or was changed
   */
  static void require(String name, String text) {
    Check.argument(
        text.contains(START),
        "%s does not end with a checksum: it was cut short, edited, or written by an older version of"
            + " this program. Restore it, or start a new run",
        name);
    requireIfThere(name, text);
  }

  /**
   * Checks a text that may have the line, because it may be a copy of a run's recipe.
   *
   * @param name what errors call the text
   * @throws IllegalArgumentException if it has one, but was changed
   */
  static void requireIfThere(String name, String text) {
    int start = text.length() - LENGTH - 1;
    boolean isRight =
        start >= 0 && text.substring(start).equals(START + sha256(text.substring(0, start)) + "\n");
    Check.argument(
        isRight || !text.contains(START),
        "%s was edited or is damaged: its last line is not the SHA-256 of those above it. Restore it;"
            + " give other values as key=value on the command line; or make it a recipe of your own"
            + " by deleting that line in a copy",
        name);
  }

  static String sha256(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
  }
}
