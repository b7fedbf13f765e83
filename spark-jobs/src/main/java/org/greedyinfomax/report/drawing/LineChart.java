package org.greedyinfomax.report.drawing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.greedyinfomax.report.curve.LabelledCurve.Kind;
import org.greedyinfomax.report.curve.Scale;

/**
 * Curves with their names at their ends, and a dashed level to see them against. No text is
 * escaped.
 */
public final class LineChart {

  private static final int WIDTH = 720;
  private static final int LEFT = 56;
  private static final int TOP = 40;
  private static final int BOTTOM = 56;
  private static final int LABEL_GAP = 24;
  private static final int LONGEST_LABEL = 16;
  private static final int MOST_POINTS = 240;

  /**
   * What is written on it.
   *
   * @param id that no other drawing of the page has
   * @param title in words
   * @param across what its axis counts
   * @param up the unit of the other
   * @param level what the dashed level is, with its number
   */
  public record Texts(String id, String title, String across, String up, String level) {}

  private final Texts texts;
  private final List<Curve> curves;
  private final double level;
  private final Scale across;
  private final Axis up;
  private final int right;
  private final int height;

  /**
   * Makes the chart of at least one curve.
   *
   * @param level where the dashed line is
   */
  public LineChart(Texts texts, List<Curve> curves, double level, Scale across, Axis up) {
    this.texts = texts;
    this.curves = List.copyOf(curves);
    this.level = level;
    this.across = across;
    this.up = up;
    int letters =
        curves.stream()
            .mapToInt(curve -> Svg.shortened(curve.name(), LONGEST_LABEL).length())
            .max()
            .orElseThrow();
    this.right = WIDTH - 30 - 11 * Math.max(6, letters);
    this.height = Math.max(400, TOP + BOTTOM + LABEL_GAP * curves.size());
  }

  /** The chart as an SVG element. */
  public String render() {
    return Svg.drawing(
        WIDTH, height, texts.id(), texts.title(), description(), grid() + drawn() + level());
  }

  private String description() {
    return curves.stream()
        .map(Curve::summary)
        .collect(Collectors.joining("; ", "", "; " + texts.level() + "."));
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
    grid.append(Svg.axis(across, LEFT, right, height - BOTTOM, texts.across()));
    grid.append(Svg.text("name", 4, 18, Html.escape(texts.up())));
    return grid.toString();
  }

  private String level() {
    return Svg.piece(
            "<line class=\"ceiling\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
            LEFT, right, down(level), down(level))
        + Svg.text("tick end halo", right - 4, down(level) - 7, texts.level());
  }

  private String drawn() {
    double[] ends = curves.stream().mapToDouble(curve -> down(curve.last().y())).toArray();
    double[] places = Spacing.apart(ends, LABEL_GAP, TOP, height - BOTTOM);
    StringBuilder drawn = new StringBuilder();
    List<String> colours = colours();
    for (int i = 0; i < ends.length; i++) {
      Curve curve = curves.get(i);
      drawn
          .append(Svg.piece("<g class=\"curve %s\">\n<title>", colours.get(i)))
          .append(Html.escape(curve.summary()))
          .append("</title>\n");
      drawn.append(band(curve.band()));
      curve.control().ifPresent(value -> drawn.append(control(value)));
      drawn
          .append(
              Svg.piece(
                  "<polyline class=\"%s\" points=\"",
                  curve.kind() == Kind.MODULE ? "line" : "line baseline"))
          .append(thinned(curve.spots()).stream().map(this::point).collect(Collectors.joining(" ")))
          .append("\"/>\n")
          .append(
              Svg.piece(
                  "<path class=\"leader\" d=\"M%.1f %.1fL%d %.1fh6\"/>%n",
                  along(curve.last().x()), ends[i], right + 8, places[i]))
          .append(
              Svg.piece(
                  "<circle class=\"dot\" r=\"3.5\" cx=\"%.1f\" cy=\"%.1f\"/>%n",
                  along(curve.last().x()), ends[i]))
          .append(
              Svg.text(
                  "label",
                  right + 18,
                  places[i] + 5,
                  Html.escape(Svg.shortened(curve.name(), LONGEST_LABEL))))
          .append("</g>\n");
    }
    return drawn.toString();
  }

  /** Modules take colours in turn; what they are compared with has its own. */
  private List<String> colours() {
    List<String> colours = new ArrayList<>();
    int modules = 0;
    for (Curve curve : curves) {
      colours.add(
          switch (curve.kind()) {
            case MODULE -> "c" + modules++ % Palette.CURVES;
            case RAW -> "of-raw";
            case UNTRAINED -> "of-untrained";
            case SUPERVISED -> "of-supervised";
            case FINE_TUNED -> "of-fine-tuned";
          });
    }
    return colours;
  }

  /** Along the upper edge and back along the lower. */
  private String band(List<Curve.Range> band) {
    if (band.size() < 2) {
      return "";
    }
    Deque<String> points = new ArrayDeque<>();
    for (Curve.Range range : band) {
      points.addFirst(Svg.piece("%.1f,%.1f", along(range.x()), down(range.low())));
      points.addLast(Svg.piece("%.1f,%.1f", along(range.x()), down(range.high())));
    }
    return Svg.piece("<polygon class=\"band\" points=\"%s\"/>%n", String.join(" ", points));
  }

  private String control(double value) {
    return Svg.piece("<path class=\"control\" d=\"M%d %.1fH%d\"/>%n", LEFT, down(value), right);
  }

  /** At most so many points that the eye can tell apart; always the first and the last. */
  private static List<Curve.Spot> thinned(List<Curve.Spot> spots) {
    int step = (spots.size() + MOST_POINTS - 1) / MOST_POINTS;
    List<Curve.Spot> kept = new ArrayList<>();
    for (int i = 0; i < spots.size() - 1; i += step) {
      kept.add(spots.get(i));
    }
    kept.add(spots.get(spots.size() - 1));
    return kept;
  }

  private String point(Curve.Spot spot) {
    return Svg.piece("%.1f,%.1f", along(spot.x()), down(spot.y()));
  }

  private double along(double value) {
    return LEFT + across.place(value) * (right - LEFT);
  }

  private double down(double value) {
    return height - BOTTOM - up.place(value) * (height - BOTTOM - TOP);
  }
}
