package org.greedyinfomax.report.curve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A logarithmic scale with a tick for each number of labels that was tried.
 *
 * <p>Ticks that would stand on one another are left out, the smaller first.
 */
public final class LabelScale implements Scale {

  private static final double LEAST_GAP = 0.06; // of the axis, what a text of four digits takes

  private final TreeMap<Double, String> texts;

  /**
   * A scale.
   *
   * @param texts of the numbers, at least one, which are all more than 0
   */
  public LabelScale(SortedMap<Double, String> texts) {
    this.texts = new TreeMap<>(texts);
  }

  /** Half of it for everything if there is one number. */
  @Override
  public double place(double value) {
    double low = Math.log(texts.firstKey());
    double high = Math.log(texts.lastKey());
    return high > low ? (Math.log(value) - low) / (high - low) : 0.5;
  }

  @Override
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    double next = Double.POSITIVE_INFINITY;
    for (Map.Entry<Double, String> tick : texts.descendingMap().entrySet()) {
      if (next - place(tick.getKey()) >= LEAST_GAP) {
        ticks.add(0, tick.getKey());
        next = place(tick.getKey());
      }
    }
    return ticks;
  }

  @Override
  public String text(double tick) {
    return texts.get(tick);
  }
}
