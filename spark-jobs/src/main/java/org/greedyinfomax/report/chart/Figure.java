package org.greedyinfomax.report.chart;

import org.greedyinfomax.Text;

/**
 * A drawing with what is to be said of it.
 *
 * @param name that no other figure of the report has; of letters, digits and dashes
 * @param svg the drawing
 * @param caption as HTML
 */
public record Figure(String name, String svg, String caption) {

  /** The name of a figure of which there may be several: {@code map}, {@code map-2}, … */
  static String numbered(String name, int index) {
    return index == 0 ? name : name + "-" + (index + 1);
  }

  /** It as HTML. */
  public String html() {
    return Text.format(
        """
        <figure>
        %s<figcaption>%s</figcaption>
        </figure>
        """,
        svg, caption);
  }
}
