package org.greedyinfomax;

/** Words of commands that people copy: a path may have any character that a shell acts upon. */
public final class ShellWord {

  private ShellWord() {}

  /**
   * Returns the word as a POSIX shell reads it back: as it stands if it has nothing in it that a
   * shell knows, or else between single quotation marks.
   */
  public static String of(String word) {
    return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
