package org.greedyinfomax.report.drawing;

import org.greedyinfomax.Printable;
import org.greedyinfomax.Text;

/** Text and numbers as HTML that is also XML. */
public final class Html {

  private Html() {}

  /** Text that stands for itself in elements and in quoted attributes, all of it to be seen. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    Printable.text(text).codePoints().forEach(point -> escaped.append(escape(point)));
    return escaped.toString();
  }

  private static String escape(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      case 0xFFFE, 0xFFFF -> "\uFFFD"; // which no XML may have
      default -> Character.toString(point);
    };
  }

  /** A number with so many digits behind the point; a true minus sign. */
  public static String number(double value, int digits) {
    String text = Text.decimal(value, digits);
    return text.startsWith("-") ? "−" + text.substring(1) : text;
  }

  /** A share from 0 to 1 in percent. */
  public static String percent(double share) {
    return number(100 * share, 1) + " %";
  }
}
