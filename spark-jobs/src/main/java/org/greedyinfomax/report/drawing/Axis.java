package org.greedyinfomax.report.drawing;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Text;
import org.greedyinfomax.report.curve.Scale;

/**
 * An axis with round numbers at its ticks.
 *
 * @param low its first value
 * @param high its last value, more than the first
 * @param step from tick to tick
 */
public record Axis(double low, double high, double step) implements Scale {

  /** An axis from one value to another with about so many ticks, of steps of 1, 2 or 5 × 10ⁿ. */
  public static Axis between(double low, double high, int ticks) {
    double span = high > low ? high - low : Math.max(1, Math.abs(high));
    double rough = span / ticks;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double factor = rough / power;
    double round = factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10;
    return new Axis(low, low + span, round * power);
  }

  /** This axis, made longer until it begins and ends at a tick. */
  public Axis widened() {
    return new Axis(step * Math.floor(low / step), step * Math.ceil(high / step), step);
  }

  @Override
  public double place(double value) {
    return (value - low) / (high - low);
  }

  @Override
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /**
   * A tick's text: 15000 is 15k, and no more digits than the step has. A unit that would leave more
   * than one digit behind the point is not used: 86350, not 86.35k.
   */
  @Override
  public String text(double tick) {
    if (high >= 1e6 && step >= 1e5) {
      return scaled(tick, 1e6, "M");
    }
    if (high >= 1e4 && step >= 1e2) {
      return scaled(tick, 1e3, "k");
    }
    return scaled(tick, 1, "");
  }

  private String scaled(double tick, double unit, String suffix) {
    if (tick == 0) {
      return "0";
    }
    int digits = (int) Math.max(0, Math.ceil(-Math.log10(step / unit) - 1e-9));
    return Text.decimal(tick / unit, digits) + suffix;
  }
}
