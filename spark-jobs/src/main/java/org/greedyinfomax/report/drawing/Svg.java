package org.greedyinfomax.report.drawing;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.curve.Scale;

/** Pieces of drawings. */
public final class Svg {

  private Svg() {}

  /**
   * A whole drawing that tells in words, too, what it shows.
   *
   * @param width of its view box
   * @param height of its view box
   * @param id what the ids in it begin with: no other drawing on the page has the same
   * @param title with nothing escaped
   * @param description with nothing escaped
   * @param content elements
   */
  public static String drawing(
      int width, int height, String id, String title, String description, String content) {
    return Text.format(
        """
        <svg viewBox="0 0 %d %d" role="img" aria-labelledby="%s-title %s-text">
        <title id="%s-title">%s</title>
        <desc id="%s-text">%s</desc>
        %s</svg>
        """,
        width, height, id, id, id, Html.escape(title), id, Html.escape(description), content);
  }

  /** A piece with its numbers in place, which have a decimal point in every country. */
  @FormatMethod
  public static String piece(@FormatString String format, Object... values) {
    return Text.format(format, values);
  }

  /**
   * A line of text.
   *
   * @param kind its class in the stylesheet
   * @param x where it begins, or what the stylesheet makes of that
   * @param y its base line
   * @param text with nothing left to escape
   */
  public static String text(String kind, double x, double y, String text) {
    return piece("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", kind, x, y, text);
  }

  /**
   * An axis from left to right: a line, with ticks, their texts and its name below it.
   *
   * @param left where it begins
   * @param right where it ends
   * @param y of the line; what is below takes 56 more
   * @param name what it counts
   */
  public static String axis(Scale axis, int left, int right, int y, String name) {
    StringBuilder drawn = new StringBuilder();
    drawn.append(piece("<path class=\"axis\" d=\"M%d %dH%d\"/>", left, y, right));
    for (double tick : axis.ticks()) {
      double x = left + axis.place(tick) * (right - left);
      drawn.append(piece("<path class=\"axis\" d=\"M%.1f %dv5\"/>", x, y));
      drawn.append(text("tick middle", x, y + 22, axis.text(tick)));
    }
    return drawn.append(text("name middle", (left + right) / 2.0, y + 48, name)).toString();
  }

  /** A name with at most so many letters; the last is … if that cuts it, and nothing is escaped. */
  public static String shortened(String name, int letters) {
    return name.length() <= letters ? name : name.substring(0, letters - 1) + "…";
  }
}
