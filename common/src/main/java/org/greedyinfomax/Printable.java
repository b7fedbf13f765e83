package org.greedyinfomax;

/**
 * Makes text from outside fit to be shown. Names of files and tensors, labels and keys may be
 * anybody's: characters that show nothing themselves, but steer a terminal, turn the direction of
 * what follows or hide in a name, are written by their numbers.
 *
 * <p>These are control characters, Unicode's format characters (marks of direction, characters
 * without width, tags), its separators of lines and paragraphs, and halves of surrogate pairs.
 */
public final class Printable {

  private Printable() {}

  /**
   * Returns the text, with line feeds and tabs as they are, and any other such character by its
   * number.
   */
  public static String text(String text) {
    return escaped(text, "\n\t");
  }

  /** Returns the text in one line: line feeds and tabs by their numbers, too. */
  public static String line(String text) {
    return escaped(text, "");
  }

  /** Returns whether the text is one line in which every character shows. */
  public static boolean isLine(String text) {
    return text.codePoints().allMatch(Printable::shows);
  }

  private static String escaped(String text, String kept) {
    if (isLine(text)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (shows(point) || kept.indexOf(point) >= 0) {
                escaped.appendCodePoint(point);
              } else {
                escaped.append(number(point));
              }
            });
    return escaped.toString();
  }

  private static String number(int point) {
    return point > 0xFFFF ? Text.format("\\U%08x", point) : Text.format("\\u%04x", point);
  }

  private static boolean shows(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      default -> true;
    };
  }
}
