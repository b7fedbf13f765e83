package org.greedyinfomax.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.Ceilings;
import org.greedyinfomax.report.data.LossPoint;
import org.greedyinfomax.report.drawing.Axis;
import org.greedyinfomax.report.drawing.Curve;
import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.drawing.LineChart;

/**
 * The loss of each module over the samples it saw (or the rounds), with the ceiling dashed, and
 * those of modules that have their own dotted.
 */
final class LossChart {

  private final String id;
  private final String title;
  private final Map<String, List<LossPoint>> modules;
  private final Ceilings ceilings;
  private final boolean bySamples;

  /**
   * Makes the chart of at least one module, each with at least one point.
   *
   * @param id that no other drawing of the page has
   * @param title in words
   */
  LossChart(String id, String title, Map<String, List<LossPoint>> modules, Ceilings ceilings) {
    this.id = id;
    this.title = title;
    this.modules = modules;
    this.ceilings = ceilings;
    this.bySamples =
        modules.values().stream().flatMap(List::stream).anyMatch(point -> point.samples() > 0);
  }

  /** The chart as an SVG element. */
  String render() {
    List<Curve> curves = new ArrayList<>();
    modules.forEach((name, points) -> curves.add(curve(name, points)));
    List<Curve.Spot> all = curves.stream().flatMap(curve -> curve.spots().stream()).toList();
    double first = all.stream().mapToDouble(Curve.Spot::x).min().orElseThrow();
    double last = all.stream().mapToDouble(Curve.Spot::x).max().orElseThrow();
    double lowest = all.stream().mapToDouble(Curve.Spot::y).min().orElseThrow();
    double highest = all.stream().mapToDouble(Curve.Spot::y).max().orElseThrow();
    double ceiling = ceilings.common();
    double highestCeiling = modules.keySet().stream().mapToDouble(ceilings::of).max().orElseThrow();
    return new LineChart(
            new LineChart.Texts(
                id,
                title,
                bySamples ? "samples seen" : "round",
                "nats",
                "guessing: " + Html.number(ceiling, 2)),
            curves,
            ceiling,
            Axis.between(Math.min(first, 0), last, 6),
            Axis.between(
                    Math.min(lowest, 0.9 * ceiling),
                    Math.max(Math.max(highest, ceiling), highestCeiling),
                    6)
                .widened())
        .render();
  }

  private Curve curve(String name, List<LossPoint> points) {
    String summary =
        Text.format(
            "%s: from %s to %s nats",
            name,
            Html.number(points.get(0).loss(), 3),
            Html.number(points.get(points.size() - 1).loss(), 3));
    List<Curve.Spot> spots =
        points.stream().map(point -> new Curve.Spot(x(point), point.loss())).toList();
    return new Curve(name, summary, spots, ownCeiling(name));
  }

  private OptionalDouble ownCeiling(String module) {
    return ceilings.own().containsKey(module)
        ? OptionalDouble.of(ceilings.of(module))
        : OptionalDouble.empty();
  }

  private double x(LossPoint point) {
    return bySamples ? point.samples() : point.round();
  }
}
