package org.greedyinfomax.report.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Moves labels apart that would overlap, as little as that takes. */
final class Spacing {

  private Spacing() {}

  /**
   * New places for labels.
   *
   * @param wanted where each would best be
   * @param gap the least distance between two
   * @param low the first place to use
   * @param high the last place to use, if there is room
   * @return a place for each label, in the same order among themselves
   */
  static double[] apart(double[] wanted, double gap, double low, double high) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, wanted.length).boxed().toList());
    order.sort(Comparator.comparingDouble(i -> wanted[i]));
    double[] places = wanted.clone();
    double limit = low;
    for (int i : order) {
      places[i] = Math.max(places[i], limit);
      limit = places[i] + gap;
    }
    limit = high;
    for (int k = order.size() - 1; k >= 0; k--) {
      int i = order.get(k);
      places[i] = Math.min(places[i], limit);
      limit = places[i] - gap;
    }
    return places;
  }
}
