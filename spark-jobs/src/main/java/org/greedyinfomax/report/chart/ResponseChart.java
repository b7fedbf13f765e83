package org.greedyinfomax.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.FirstLayer;
import org.greedyinfomax.report.drawing.Axis;
import org.greedyinfomax.report.drawing.Svg;

/**
 * How much filters of sounds let through of each frequency: a column a filter, sorted by the
 * frequency of its peak, where its colour is fullest.
 */
final class ResponseChart {

  /** More columns could not be told apart. */
  static final int MOST_FILTERS = 128;

  private static final int WIDTH = 720;
  private static final int LEFT = 64;
  private static final int RIGHT = 700;
  private static final int TOP = 34;
  private static final int BOTTOM = 354;
  private static final int BANDS = 40;
  private static final int LEVELS = 10;

  private final FirstLayer.Taps layer;
  private final Axis up;
  private final List<FrequencyResponse> responses = new ArrayList<>();

  ResponseChart(FirstLayer.Taps layer) {
    this.layer = layer;
    up = Axis.between(0, layer.sampleRate() / 2.0, 5);
    List<FrequencyResponse> sorted =
        layer.filters().stream()
            .map(taps -> new FrequencyResponse(taps, BANDS))
            .sorted(Comparator.comparingInt(FrequencyResponse::peak))
            .toList();
    int shown = Math.min(MOST_FILTERS, sorted.size());
    for (int i = 0; i < shown; i++) {
      responses.add(sorted.get((int) ((long) i * sorted.size() / shown)));
    }
  }

  /** What is to be said of it, as HTML. */
  String caption() {
    int all = layer.filters().size();
    return Text.format(
        """
        What filters of %d samples at %d Hz let through: a column for each%s, sorted by its peak,
        where its colour is fullest.""",
        layer.filters().get(0).size(),
        layer.sampleRate(),
        responses.size() == all
            ? ""
            : Text.format(" of %d, evenly taken from %d", responses.size(), all));
  }

  /** The chart as an SVG element. */
  String render() {
    return Svg.drawing(
        WIDTH,
        BOTTOM + 34,
        "filters",
        "Frequency response of the first convolution",
        Text.format(
            "%d filters; the lowest peak is in band %d of %d, the highest in band %d",
            responses.size(),
            responses.get(0).peak() + 1,
            BANDS,
            responses.get(responses.size() - 1).peak() + 1),
        bands() + axis());
  }

  /** All cells of the same level are one path, or the page would be large. */
  private String bands() {
    StringBuilder drawn = new StringBuilder();
    double width = (RIGHT - LEFT) / (double) responses.size();
    double height = (BOTTOM - TOP) / (double) BANDS;
    for (int level = 1; level <= LEVELS; level++) {
      StringBuilder path = new StringBuilder();
      for (int f = 0; f < responses.size(); f++) {
        for (int band = 0; band < BANDS; band++) {
          if (Math.round(LEVELS * responses.get(f).share(band)) == level) {
            path.append(
                Svg.piece(
                    "M%.1f %.0fh%.1fv-%.0fh-%.1fz",
                    LEFT + f * width, BOTTOM - band * height, width, height, width));
          }
        }
      }
      drawn.append(
          Svg.piece(
              "<path class=\"level\" shape-rendering=\"crispEdges\" fill-opacity=\"%.2f\" d=\"%s\"/>%n",
              Math.pow(level / (double) LEVELS, 2), path));
    }
    return drawn.toString();
  }

  private String axis() {
    StringBuilder axis = new StringBuilder(Svg.text("name", 4, 18, "Hz"));
    for (double tick : up.ticks()) {
      double y = BOTTOM - up.place(tick) * (BOTTOM - TOP);
      axis.append(Svg.piece("<path class=\"axis\" d=\"M%d %.1fh-5\"/>", LEFT, y));
      axis.append(Svg.text("tick end", LEFT - 9, y + 5, up.text(tick)));
    }
    axis.append(Svg.piece("<path class=\"axis\" d=\"M%d %dV%dH%d\"/>", LEFT, TOP, BOTTOM, RIGHT));
    return axis.append(
            Svg.text("name middle", (LEFT + RIGHT) / 2.0, BOTTOM + 26, "filters, by their peak"))
        .toString();
  }
}
