package org.greedyinfomax.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.EmbeddingMap;
import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.drawing.Palette;
import org.greedyinfomax.report.drawing.Svg;

/**
 * Maps of modules side by side, coloured by one label. Values are told apart by colour and, when
 * these are used up, by shape: discs, then squares.
 */
final class MapChart {

  /** As many values as there are colours and shapes; dots of others are left out. */
  static final int MOST_VALUES = 2 * Palette.CURVES;

  /** More modules would not be looked at one by one. */
  static final int MOST_MODULES = 6;

  private static final int WIDTH = 720;
  private static final int LEGEND_LINE = 30;
  private static final int LEGEND_COLUMNS = 4;
  private static final int LONGEST_LABEL = 14;
  private static final int COLUMNS = 2;
  private static final int BREADTH = 350;
  private static final int HEIGHT = 262; // the first component varies most
  private static final int TITLE = 34;
  private static final int MARGIN = 12;

  private final String label;
  private final String id;
  private final List<EmbeddingMap> maps;
  private final List<String> values;
  private final int top;

  /**
   * Makes the chart of at least one map.
   *
   * @param id that no other drawing of the page has
   * @param maps all of this label, a module each
   */
  MapChart(String label, String id, List<EmbeddingMap> maps) {
    this.label = label;
    this.id = id;
    this.maps = spread(maps);
    this.values =
        maps.stream()
            .flatMap(map -> map.dots().stream())
            .map(EmbeddingMap.Dot::value)
            .distinct()
            .sorted()
            .limit(MOST_VALUES)
            .toList();
    this.top = LEGEND_LINE * ((values.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS) + 10;
  }

  /** Maps from the first to the last, if they are too many. */
  private static List<EmbeddingMap> spread(List<EmbeddingMap> maps) {
    if (maps.size() <= MOST_MODULES) {
      return List.copyOf(maps);
    }
    List<EmbeddingMap> spread = new ArrayList<>();
    for (int i = 0; i < MOST_MODULES; i++) {
      spread.add(maps.get(i * (maps.size() - 1) / (MOST_MODULES - 1)));
    }
    return spread;
  }

  /** What is to be said of it, as HTML. */
  String caption() {
    int distinct = maps.get(0).distinct();
    return Text.format(
        "%d rows, coloured by %s%s.",
        maps.get(0).dots().size(),
        Html.escape(label),
        values.size() < distinct
            ? Text.format(": the %d most frequent of its %d values", values.size(), distinct)
            : "");
  }

  /** The chart as an SVG element. */
  String render() {
    int lines = (maps.size() + COLUMNS - 1) / COLUMNS;
    StringBuilder drawn = new StringBuilder(legend());
    for (int i = 0; i < maps.size(); i++) {
      int left = i % COLUMNS * (WIDTH - BREADTH);
      int above = top + i / COLUMNS * (HEIGHT + TITLE + MARGIN);
      drawn.append(map(maps.get(i), left, above + TITLE));
    }
    return Svg.drawing(
        WIDTH,
        top + lines * (HEIGHT + TITLE + MARGIN),
        id,
        "Maps of the modules' vectors, coloured by " + label,
        description(),
        drawn.toString());
  }

  private String description() {
    return maps.stream()
        .map(
            map ->
                Text.format(
                    "%s: %d dots, %s of the variance",
                    map.module(), map.dots().size(), Html.percent(map.explained())))
        .collect(Collectors.joining("; ", "", "."));
  }

  private String legend() {
    StringBuilder legend = new StringBuilder();
    for (int v = 0; v < values.size(); v++) {
      double x = v % LEGEND_COLUMNS * (WIDTH / (double) LEGEND_COLUMNS) + 8;
      int y = LEGEND_LINE * (v / LEGEND_COLUMNS) + 16;
      legend
          .append(Svg.piece("<g class=\"legend c%d\">", v % Palette.CURVES))
          .append(Svg.piece("<path class=\"%s\" d=\"M%.1f %dh0\"/>", shape(v), x, y - 5))
          .append(
              Svg.text(
                  "label", x + 12, y, Html.escape(Svg.shortened(values.get(v), LONGEST_LABEL))))
          .append("</g>\n");
    }
    return legend.toString();
  }

  private String map(EmbeddingMap map, int left, int above) {
    StringBuilder drawn = new StringBuilder("<g class=\"map\">\n");
    drawn.append(
        Svg.text(
            "heading", left, above - 12, Html.escape(Svg.shortened(map.module(), LONGEST_LABEL))));
    drawn.append(Svg.text("tick end", left + BREADTH, above - 12, Html.percent(map.explained())));
    drawn.append(
        Svg.piece(
            "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>%n",
            left, above, BREADTH, HEIGHT));
    Extent extent = Extent.of(map.dots());
    Map<Integer, StringBuilder> paths = new TreeMap<>();
    for (EmbeddingMap.Dot dot : map.dots()) {
      int value = values.indexOf(dot.value());
      if (value >= 0) {
        paths
            .computeIfAbsent(value, v -> new StringBuilder())
            .append(
                Svg.piece(
                    "M%.1f %.1fh0", left + extent.along(dot.x()), above + extent.down(dot.y())));
      }
    }
    paths.forEach(
        (value, path) ->
            drawn.append(
                Svg.piece(
                    "<g class=\"c%d\"><title>%s</title><path class=\"%s marks\" d=\"%s\"/></g>%n",
                    value % Palette.CURVES, Html.escape(values.get(value)), shape(value), path)));
    return drawn.append("</g>\n").toString();
  }

  private static String shape(int value) {
    return value < Palette.CURVES ? "discs" : "boxes";
  }

  /** The middle of all dots, and units of the drawing for one of theirs, the same both ways. */
  private record Extent(double x, double y, double scale) {

    private static final double FILLED = 0.94;

    static Extent of(List<EmbeddingMap.Dot> dots) {
      double left = dots.stream().mapToDouble(EmbeddingMap.Dot::x).min().orElseThrow();
      double right = dots.stream().mapToDouble(EmbeddingMap.Dot::x).max().orElseThrow();
      double low = dots.stream().mapToDouble(EmbeddingMap.Dot::y).min().orElseThrow();
      double high = dots.stream().mapToDouble(EmbeddingMap.Dot::y).max().orElseThrow();
      double inverse = Math.max((right - left) / BREADTH, (high - low) / HEIGHT);
      return new Extent((left + right) / 2, (low + high) / 2, inverse > 0 ? FILLED / inverse : 1);
    }

    double along(double value) {
      return BREADTH / 2.0 + (value - x) * scale;
    }

    double down(double value) {
      return HEIGHT / 2.0 - (value - y) * scale;
    }
  }
}
