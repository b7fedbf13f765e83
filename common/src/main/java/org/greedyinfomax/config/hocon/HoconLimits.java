package org.greedyinfomax.config.hocon;

import org.greedyinfomax.Text;

/**
 * What one recipe may take to be read, with all that it includes. A recipe may come from somebody
 * else, and a parser that calls itself for every bracket, or writes out what stands for something
 * else, can be made to take all the memory there is.
 */
public final class HoconLimits {

  /** Characters of a recipe and of all that it includes. */
  static final int CHARACTERS = 1 << 20;

  /** Bytes of a file that may have so many: the longest in UTF-8 has four. */
  static final int MOST_BYTES = CHARACTERS * 4;

  /** Brackets and braces that are open at a time, and parts of a key with dots between. */
  static final int DEPTH = 50;

  /** Substitutions, as in {@code ${input.kind}}. */
  static final int SUBSTITUTIONS = 16;

  /** Files that are included, one counted as often as it is. */
  static final int INCLUDES = 32;

  private final String name;
  private long characters;
  private int substitutions;
  private int includes;

  /**
   * Limits for a recipe.
   *
   * @param name what errors call it
   */
  public HoconLimits(String name) {
    this.name = name;
  }

  /**
   * Counts a text, before it is parsed.
   *
   * @throws IllegalArgumentException if it is too much
   */
  public void count(String text) {
    characters += text.length();
    require(characters <= CHARACTERS, "it has more than " + CHARACTERS + " characters");
    int open = 0;
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '"' -> i = endOfQuotation(text, i);
        case '#' -> i = endOfLine(text, i);
        case '/' -> i = text.startsWith("//", i) ? endOfLine(text, i) : i;
        case '{', '[' -> open++;
        case '}', ']' -> open--;
        case '$' -> substitutions++;
        case '.' -> dots++;
        case ' ', '\t', '\n', ',', '=', ':' -> dots = 0;
        default -> {}
      }
      require(dots <= DEPTH, "a key has more than " + DEPTH + " parts");
      require(open <= DEPTH, "more than " + DEPTH + " brackets are open at a time");
    }
    require(
        substitutions <= SUBSTITUTIONS,
        "it has more than " + SUBSTITUTIONS + " substitutions ${...}");
  }

  /**
   * Counts a file that is included, before it is read.
   *
   * @throws IllegalArgumentException if there are too many
   */
  public void countInclude() {
    includes++;
    require(includes <= INCLUDES, "it includes more than " + INCLUDES + " files");
  }

  /** Returns what is said where the parser calls itself too often for another reason. */
  public RecipeException tooDeep(StackOverflowError error) {
    return new RecipeException(
        Text.format("cannot read %s: it is nested too deeply for a recipe", name), error);
  }

  /** Returns the last character of a quotation that begins at {@code start}. */
  private static int endOfQuotation(String text, int start) {
    if (text.startsWith("\"\"\"", start)) {
      int end = text.indexOf("\"\"\"", start + 3);
      return end < 0 ? text.length() : end + 2;
    }
    for (int i = start + 1; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '"' || text.charAt(i) == '\n') { // which no quotation has
        return i;
      }
    }
    return text.length();
  }

  private static int endOfLine(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? text.length() : end;
  }

  private void require(boolean holds, String excess) {
    if (!holds) {
      throw RecipeException.unreadable(name, excess + ", which no recipe needs");
    }
  }
}
