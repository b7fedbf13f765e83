package org.greedyinfomax.report.curve;

import java.util.List;
import org.greedyinfomax.Check;

/**
 * How accuracy grows with the number of labels.
 *
 * @param label what is told, such as {@code word}
 * @param name of the line: a module's, or what it is compared with
 * @param kind what it shows
 * @param chance accuracy of always naming the most frequent value, 0 to 1
 * @param points at least one, by rising numbers of labels
 */
public record LabelledCurve(
    String label, String name, Kind kind, double chance, List<Point> points) {

  /** What a line shows. */
  public enum Kind {
    /** A module of the run. */
    MODULE,
    /** What there is without a network. */
    RAW,
    /** A module before its first step. */
    UNTRAINED,
    /** A network that learned from these labels alone. */
    SUPERVISED,
    /** A network that learned from these labels after it had learned without any. */
    FINE_TUNED
  }

  /**
   * A number of labels.
   *
   * @param perClass labels of each class, more than 0
   * @param text how the number is written
   * @param mean accuracy over all draws, 0 to 1
   * @param lowest accuracy of a draw
   * @param highest accuracy of a draw
   */
  public record Point(double perClass, String text, double mean, double lowest, double highest) {

    public Point {
      Check.argument(perClass > 0, "labels per class must be more than 0, but are %s", perClass);
      Check.argument(
          0 <= lowest && lowest <= highest && highest <= 1,
          "accuracies must rise from 0 to 1, but are %s and %s",
          lowest,
          highest);
    }
  }

  public LabelledCurve {
    Check.argument(!points.isEmpty(), "the curve %s of %s has no point", name, label);
    points = List.copyOf(points);
  }
}
