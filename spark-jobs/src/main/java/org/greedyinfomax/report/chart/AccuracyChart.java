package org.greedyinfomax.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.data.AccuracyPoint;
import org.greedyinfomax.report.data.OrderedGroups;
import org.greedyinfomax.report.drawing.Axis;
import org.greedyinfomax.report.drawing.Curve;
import org.greedyinfomax.report.drawing.Html;
import org.greedyinfomax.report.drawing.LineChart;

/**
 * Accuracy of a linear classifier for a label on each module's output, in percent, over the rounds
 * of training. What it tells from untrained modules is dotted, and where curves begin: in round 0.
 */
final class AccuracyChart {

  private final String label;
  private final String id;
  private final List<AccuracyPoint> points;

  /**
   * Makes the chart of at least one point.
   *
   * @param id that no other drawing of the page has
   * @param points all of this label; those of a module in the order of their rounds
   */
  AccuracyChart(String label, String id, List<AccuracyPoint> points) {
    this.label = label;
    this.id = id;
    this.points = List.copyOf(points);
  }

  /** The chart as an SVG element. */
  String render() {
    List<Curve> curves = new ArrayList<>();
    OrderedGroups.by(points, point -> point.row().module())
        .forEach((module, ofModule) -> curves.add(curve(module, ofModule)));
    double chance = 100 * points.get(0).row().chance();
    List<Double> all = new ArrayList<>(List.of(chance));
    curves.forEach(
        curve -> {
          curve.spots().forEach(spot -> all.add(spot.y()));
          curve.control().ifPresent(all::add);
        });
    double lowest = all.stream().min(Double::compare).orElseThrow();
    double highest = all.stream().max(Double::compare).orElseThrow();
    return new LineChart(
            new LineChart.Texts(
                id,
                "Accuracy for " + label + " of each module",
                "round",
                "% right: " + label,
                "chance: " + Html.number(chance, 1)),
            curves,
            chance,
            Axis.between(0, rounds(points.get(points.size() - 1)), 6),
            Axis.between(0.9 * lowest, highest, 6).widened())
        .render();
  }

  private static Curve curve(String module, List<AccuracyPoint> points) {
    double untrained = 100 * points.get(0).row().untrainedAccuracy();
    List<Curve.Spot> spots = new ArrayList<>();
    if (!Double.isNaN(untrained)) {
      spots.add(new Curve.Spot(0, untrained));
    }
    points.forEach(
        point -> spots.add(new Curve.Spot(rounds(point), 100 * point.row().trainedAccuracy())));
    String summary =
        Text.format(
            "%s: from %s to %s %%",
            module,
            Html.number(spots.get(0).y(), 1),
            Html.number(spots.get(spots.size() - 1).y(), 1));
    return new Curve(
        module,
        summary,
        spots,
        Double.isNaN(untrained) ? OptionalDouble.empty() : OptionalDouble.of(untrained));
  }

  private static double rounds(AccuracyPoint point) {
    return point.rounds();
  }
}
