package org.greedyinfomax.report.opening;

import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.drawing.Svg;

/** Marks with their names, in as many lines as it takes. */
final class Legend {

  private static final int MARK = 18;
  private static final int GAP = 6;
  private static final int BETWEEN = 16;
  private static final int LINE = 20;
  private static final double LETTER = 7.2; // of a small text, about

  private final int left;
  private final int right;
  private final int first;
  private final StringBuilder drawn = new StringBuilder();
  private double x;
  private int y;

  /**
   * An empty one.
   *
   * @param left where lines begin
   * @param y base line of the first
   * @param right where lines end
   */
  Legend(int left, int y, int right) {
    this.left = left;
    this.right = right;
    this.first = y;
    this.x = left;
    this.y = y;
  }

  /**
   * Adds a mark.
   *
   * @param kind class of its colour
   * @param mark elements of at most 18 units to the right of 0, around the height 0
   * @param name with nothing escaped
   */
  void add(String kind, String mark, String name) {
    double needed = MARK + GAP + LETTER * name.length();
    if (x > left && x + needed > right) {
      x = left;
      y += LINE;
    }
    drawn
        .append(
            Svg.piece(
                "<g class=\"%s\" transform=\"translate(%.1f %.1f)\">%s</g>%n",
                kind, x, y - 4.5, mark))
        .append(Svg.text("small", x + MARK + GAP, y, Html.escape(name)));
    x += needed + BETWEEN;
  }

  /** From the first base line to below the last. */
  int height() {
    return y - first + LINE;
  }

  String render() {
    return drawn.toString();
  }
}
