package org.greedyinfomax.bench;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * What a measurement gave when it was repeated.
 *
 * @param median of all values; of an even number, the mean of the two in the middle
 * @param least of them
 * @param most of them
 */
public record MedianAndRange(double median, double least, double most) {

  public MedianAndRange {
    Check.argument(
        least <= median && median <= most,
        "a median must lie between least and most, but %s is not between %s and %s",
        median,
        least,
        most);
  }

  /** Of at least one value. */
  public static MedianAndRange of(List<Double> values) {
    Check.argument(!values.isEmpty(), "a median needs values");
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new MedianAndRange(median, sorted.get(0), sorted.get(sorted.size() - 1));
  }

  /** The same in a unit that so many make one of. */
  public MedianAndRange times(double factor) {
    return new MedianAndRange(factor * median, factor * least, factor * most);
  }

  /** For people, with some decimals: {@code 4.1 (3.9..4.4)}. */
  public String toText(int decimals) {
    return Text.format(
        "%s (%s..%s)",
        Text.decimal(median, decimals),
        Text.decimal(least, decimals),
        Text.decimal(most, decimals));
  }
}
