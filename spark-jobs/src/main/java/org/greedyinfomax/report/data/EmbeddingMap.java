package org.greedyinfomax.report.data;

import java.util.List;
import org.greedyinfomax.Check;

/**
 * Where one module puts rows of a corpus: its vectors, projected on their first two principal
 * components.
 *
 * @param label that colours the dots
 * @param distinct values that the label has in the whole corpus
 * @param module the module's name
 * @param explained share of the vectors' variance that the map shows, 0 to 1
 * @param dots a row each
 */
public record EmbeddingMap(
    String label, int distinct, String module, double explained, List<Dot> dots) {

  /**
   * A row.
   *
   * @param value of the label
   * @param x its first coordinate
   * @param y its second
   */
  public record Dot(String value, double x, double y) {}

  /**
   * @throws IllegalArgumentException if there is no dot, or a number is out of its range
   */
  public EmbeddingMap {
    Check.argument(!dots.isEmpty(), "a map of module %s needs a dot, but has none", module);
    Check.argument(
        explained >= 0 && explained <= 1,
        "what the map of module %s explains must be 0 to 1, but is %s",
        module,
        explained);
    dots = List.copyOf(dots);
    for (Dot dot : dots) {
      Check.argument(
          Double.isFinite(dot.x()) && Double.isFinite(dot.y()),
          "a dot of module %s must lie somewhere, but lies at (%s, %s)",
          module,
          dot.x(),
          dot.y());
    }
  }
}
