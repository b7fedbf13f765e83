package org.greedyinfomax.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.curve.LabelScale;
import org.greedyinfomax.report.curve.LabelledCurve;
import org.greedyinfomax.report.curve.LabelledCurve.Point;
import org.greedyinfomax.report.drawing.Axis;
import org.greedyinfomax.report.drawing.Curve;
import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.drawing.LineChart;

/**
 * How well a linear classifier of few labels tells a label, in percent, over the labels of each
 * class; a band from the lowest to the highest of several draws.
 */
final class LabelChart {

  private final String label;
  private final String id;
  private final List<LabelledCurve> lines;

  /**
   * Makes the chart of at least one line.
   *
   * @param id that no other drawing of the page has
   * @param lines all of this label
   */
  LabelChart(String label, String id, List<LabelledCurve> lines) {
    this.label = label;
    this.id = id;
    this.lines = List.copyOf(lines);
  }

  /** The chart as an SVG element. */
  String render() {
    double chance = 100 * lines.get(0).chance();
    TreeMap<Double, String> sizes = new TreeMap<>();
    List<Double> all = new ArrayList<>(List.of(chance));
    for (LabelledCurve line : lines) {
      for (Point point : line.points()) {
        sizes.put(point.perClass(), point.text());
        all.add(100 * point.lowest());
        all.add(100 * point.highest());
      }
    }
    double lowest = all.stream().min(Comparator.naturalOrder()).orElseThrow();
    double highest = all.stream().max(Comparator.naturalOrder()).orElseThrow();
    return new LineChart(
            new LineChart.Texts(
                id,
                "Accuracy for " + label + " by labels per class",
                "labels per class",
                "% right: " + label,
                "chance: " + Html.number(chance, 1)),
            lines.stream().map(LabelChart::curve).toList(),
            chance,
            new LabelScale(sizes),
            Axis.between(0.9 * lowest, highest, 6).widened())
        .render();
  }

  private static Curve curve(LabelledCurve line) {
    Point first = line.points().get(0);
    Point last = line.points().get(line.points().size() - 1);
    return new Curve(
        line.name(),
        Text.format(
            "%s: from %s %% of %s to %s %% of %s labels",
            line.name(),
            Html.number(100 * first.mean(), 1),
            first.text(),
            Html.number(100 * last.mean(), 1),
            last.text()),
        line.points().stream()
            .map(point -> new Curve.Spot(point.perClass(), 100 * point.mean()))
            .toList(),
        OptionalDouble.empty(),
        line.kind(),
        line.points().stream()
            .map(
                point ->
                    new Curve.Range(point.perClass(), 100 * point.lowest(), 100 * point.highest()))
            .toList());
  }
}
