package org.greedyinfomax.report.drawing;

import java.util.List;
import java.util.OptionalDouble;
import org.greedyinfomax.report.curve.LabelledCurve.Kind;

/**
 * A curve of a {@link LineChart}.
 *
 * @param name that stands at its end
 * @param summary the same in words, with its first and last value
 * @param spots at least one, from left to right
 * @param control a level that it is to be compared with, in its colour
 * @param kind what it shows; all but modules' are dashed
 * @param band around it, from left to right; empty if there is none
 */
public record Curve(
    String name,
    String summary,
    List<Spot> spots,
    OptionalDouble control,
    Kind kind,
    List<Range> band) {

  public Curve {
    spots = List.copyOf(spots);
    band = List.copyOf(band);
  }

  /** A module's curve without a band. */
  public Curve(String name, String summary, List<Spot> spots, OptionalDouble control) {
    this(name, summary, spots, control, Kind.MODULE, List.of());
  }

  /** Between which values a band is at a place, in the units of the axes. */
  public record Range(double x, double low, double high) {}

  /** A place of the curve, in the units of the axes. */
  public record Spot(double x, double y) {}

  /** Its end. */
  Spot last() {
    return spots.get(spots.size() - 1);
  }
}
