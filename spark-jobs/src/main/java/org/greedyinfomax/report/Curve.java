package org.greedyinfomax.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A curve of a {@link LineChart}.
 *
 * @param name that stands at its end
 * @param summary the same in words, with its first and last value
 * @param spots at least one, from left to right
 * @param control a level that it is to be compared with, in its colour
 */
record Curve(String name, String summary, List<Spot> spots, OptionalDouble control) {

  Curve {
    spots = List.copyOf(spots);
  }

  /** A place of the curve, in the units of the axes. */
  record Spot(double x, double y) {}

  /** Its end. */
  Spot last() {
    return spots.get(spots.size() - 1);
  }
}
