package org.greedyinfomax.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The loss of each module over the samples it saw (or the rounds), with the ceiling dashed. */
final class LineChart {

  private static final int WIDTH = 720;
  private static final int LEFT = 56;
  private static final int TOP = 40;
  private static final int BOTTOM = 56;
  private static final int LABEL_GAP = 24;
  private static final int LONGEST_LABEL = 16;
  private static final int MOST_POINTS = 240;
  private static final int COLOURS = 6;

  private final Map<String, List<LossPoint>> modules;
  private final double ceiling;
  private final boolean bySamples;
  private final Axis across;
  private final Axis up;
  private final int right;
  private final int height;

  /** Makes the chart of at least one module, each with at least one point. */
  LineChart(Map<String, List<LossPoint>> modules, double ceiling) {
    this.modules = modules;
    this.ceiling = ceiling;
    List<LossPoint> all = modules.values().stream().flatMap(List::stream).toList();
    this.bySamples = all.stream().anyMatch(point -> point.samples() > 0);
    double first = all.stream().mapToDouble(this::x).min().orElseThrow();
    double last = all.stream().mapToDouble(this::x).max().orElseThrow();
    this.across = Axis.between(Math.min(first, 0), last, 6);
    double lowest = all.stream().mapToDouble(LossPoint::loss).min().orElseThrow();
    double highest = all.stream().mapToDouble(LossPoint::loss).max().orElseThrow();
    this.up =
        Axis.between(Math.min(lowest, 0.9 * ceiling), Math.max(highest, ceiling), 6).widened();
    int letters =
        modules.keySet().stream()
            .mapToInt(name -> Svg.shortened(name, LONGEST_LABEL).length())
            .max()
            .orElseThrow();
    this.right = WIDTH - 30 - 11 * Math.max(6, letters);
    this.height = Math.max(400, TOP + BOTTOM + LABEL_GAP * modules.size());
  }

  /** The chart as an SVG element. */
  String render() {
    return """
        <svg viewBox="0 0 %d %d" role="img" aria-labelledby="loss-title loss-text">
        <title id="loss-title">Loss of each module</title>
        <desc id="loss-text">%s</desc>
        %s%s%s</svg>
        """
        .formatted(WIDTH, height, description(), grid(), curves(), ceiling());
  }

  private String description() {
    return modules.entrySet().stream()
        .map(module -> summary(module.getKey(), module.getValue()))
        .collect(Collectors.joining("; ", "", ". Guessing costs " + Html.number(ceiling, 3) + "."));
  }

  private static String summary(String name, List<LossPoint> points) {
    return "%s: from %s to %s nats"
        .formatted(
            Html.escape(name),
            Html.number(points.get(0).loss(), 3),
            Html.number(points.get(points.size() - 1).loss(), 3));
  }

  private String grid() {
    StringBuilder grid = new StringBuilder();
    for (double tick : up.ticks()) {
      grid.append(
          Svg.piece(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
              LEFT, right, down(tick), down(tick)));
      grid.append(Svg.text("tick end", LEFT - 8, down(tick) + 5, up.text(tick)));
    }
    grid.append(
        Svg.axis(across, LEFT, right, height - BOTTOM, bySamples ? "samples seen" : "round"));
    grid.append(Svg.text("name", 4, 18, "nats"));
    return grid.toString();
  }

  private String ceiling() {
    return Svg.piece(
            "<line class=\"ceiling\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
            LEFT, right, down(ceiling), down(ceiling))
        + Svg.text(
            "tick end halo", right - 4, down(ceiling) - 7, "guessing: " + Html.number(ceiling, 2));
  }

  private String curves() {
    double[] ends =
        modules.values().stream().mapToDouble(points -> down(last(points).loss())).toArray();
    double[] places = Spacing.apart(ends, LABEL_GAP, TOP, height - BOTTOM);
    StringBuilder curves = new StringBuilder();
    int number = 0;
    for (Map.Entry<String, List<LossPoint>> module : modules.entrySet()) {
      List<LossPoint> points = module.getValue();
      curves
          .append(Svg.piece("<g class=\"curve c%d\">\n<title>", number % COLOURS))
          .append(summary(module.getKey(), points))
          .append("</title>\n<polyline points=\"")
          .append(thinned(points).stream().map(this::point).collect(Collectors.joining(" ")))
          .append("\"/>\n")
          .append(
              Svg.piece(
                  "<path class=\"leader\" d=\"M%.1f %.1fL%d %.1fh6\"/>%n",
                  along(x(last(points))), ends[number], right + 8, places[number]))
          .append(
              Svg.piece(
                  "<circle r=\"3.5\" cx=\"%.1f\" cy=\"%.1f\"/>%n",
                  along(x(last(points))), ends[number]))
          .append(
              Svg.text(
                  "label",
                  right + 18,
                  places[number] + 5,
                  Html.escape(Svg.shortened(module.getKey(), LONGEST_LABEL))))
          .append("</g>\n");
      number++;
    }
    return curves.toString();
  }

  /** At most so many points that the eye can tell apart; always the first and the last. */
  private static List<LossPoint> thinned(List<LossPoint> points) {
    int step = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<LossPoint> kept = new ArrayList<>();
    for (int i = 0; i < points.size() - 1; i += step) {
      kept.add(points.get(i));
    }
    kept.add(last(points));
    return kept;
  }

  private String point(LossPoint point) {
    return Svg.piece("%.1f,%.1f", along(x(point)), down(point.loss()));
  }

  private double x(LossPoint point) {
    return bySamples ? point.samples() : point.round();
  }

  private double along(double value) {
    return LEFT + across.place(value) * (right - LEFT);
  }

  private double down(double nats) {
    return height - BOTTOM - up.place(nats) * (height - BOTTOM - TOP);
  }

  private static LossPoint last(List<LossPoint> points) {
    return points.get(points.size() - 1);
  }
}
