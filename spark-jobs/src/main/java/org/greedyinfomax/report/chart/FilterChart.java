package org.greedyinfomax.report.chart;

import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.FirstLayer;
import org.greedyinfomax.report.drawing.Svg;

/**
 * Filters of pictures as pictures: zero is grey, and the largest weight of a filter is as bright or
 * as dark as can be.
 */
final class FilterChart {

  /** More would make the page large. */
  static final int MOST_FILTERS = 96;

  private static final int WIDTH = 720;
  private static final int COLUMNS = 12;
  private static final int CELL = WIDTH / COLUMNS;
  private static final int SIDE = 54;

  private final FirstLayer.Patches layer;
  private final int shown;

  FilterChart(FirstLayer.Patches layer) {
    this.layer = layer;
    this.shown = Math.min(MOST_FILTERS, layer.filters().size());
  }

  /** What is to be said of it, as HTML. */
  String caption() {
    int all = layer.filters().size();
    return Text.format(
        """
        %s of %d × %d pixels. Zero is grey; the largest weight of each is as bright or as dark as
        can be.""",
        shown == all ? all + " filters" : Text.format("The first %d of %d filters", shown, all),
        layer.rows(),
        layer.columns());
  }

  /** The chart as an SVG element. */
  String render() {
    StringBuilder drawn = new StringBuilder();
    for (int f = 0; f < shown; f++) {
      drawn.append(filter(f));
    }
    return Svg.drawing(
        WIDTH,
        CELL * ((shown + COLUMNS - 1) / COLUMNS),
        "filters",
        "Filters of the first convolution",
        Text.format("%d filters of %d × %d pixels", shown, layer.rows(), layer.columns()),
        drawn.toString());
  }

  private String filter(int f) {
    List<Float> weights = layer.filters().get(f);
    double most = weights.stream().mapToDouble(Math::abs).max().orElseThrow();
    double pixel = (double) SIDE / Math.max(layer.rows(), layer.columns());
    StringBuilder drawn =
        new StringBuilder("<g class=\"filter\" shape-rendering=\"crispEdges\">\n");
    for (int row = 0; row < layer.rows(); row++) {
      for (int column = 0; column < layer.columns(); column++) {
        int start = layer.channels() * (row * layer.columns() + column);
        drawn.append(
            Svg.piece(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>%n",
                f % COLUMNS * CELL + 3 + column * pixel,
                f / COLUMNS * CELL + 3 + row * pixel,
                pixel,
                pixel,
                colour(weights.subList(start, start + layer.channels()), most)));
      }
    }
    return drawn.append("</g>\n").toString();
  }

  private static String colour(List<Float> weights, double most) {
    StringBuilder colour = new StringBuilder("#");
    for (int c = 0; c < 3; c++) {
      double weight = weights.get(c % weights.size());
      double share = most == 0 ? 0 : weight / most;
      colour.append(Svg.piece("%02x", Math.round(127.5 + 127.5 * share)));
    }
    return colour.toString();
  }
}
