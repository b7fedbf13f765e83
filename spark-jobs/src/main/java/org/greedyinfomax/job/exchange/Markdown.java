package org.greedyinfomax.job.exchange;

import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.greedyinfomax.Printable;

/** Names from outside in Markdown: each in one line, in which nothing is markup. */
public final class Markdown {

  private static final Pattern TICKS = Pattern.compile("`+");

  private Markdown() {}

  /** A name in a sentence. */
  static String text(String name) {
    return Printable.line(name).replaceAll("[\\\\`*\\[\\]<>&|]", "\\\\$0");
  }

  /** A name between as many backticks as it takes to hold those in it. */
  static String code(String name) {
    String line = Printable.line(name);
    int longest =
        TICKS
            .matcher(line)
            .results()
            .map(MatchResult::group)
            .map(String::length)
            .max(Comparator.naturalOrder())
            .orElse(0);
    String fence = "`".repeat(longest + 1);
    String padding = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return fence + padding + line + padding + fence;
  }
}
