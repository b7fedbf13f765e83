package org.greedyinfomax.job.study;

import java.util.ArrayList;
import java.util.List;

/** Splits texts where no bracket, brace, parenthesis or quotation mark of HOCON or SQL is open. */
final class TopLevel {

  private TopLevel() {}

  /** The parts between separators, at least one. */
  static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("[{(".indexOf(c) >= 0) {
        depth++;
      } else if ("]})".indexOf(c) >= 0) {
        depth--;
      } else if (c == separator && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
