package org.greedyinfomax.report.data;

import org.greedyinfomax.Check;

/**
 * How well probes on one module's output tell one label: accuracies on test samples, 0 to 1, or NaN
 * where they were not measured.
 *
 * @param module the module's name
 * @param label what is told, such as {@code speaker}
 * @param trained by a linear classifier; always measured
 * @param untrained the same with the module's first random weights
 * @param trainedNeighbours of the vote of the nearest neighbours
 * @param untrainedNeighbours the same with the module's first random weights
 * @param chance the accuracy of always naming the most frequent value, 0 to 1
 */
public record ProbeRow(
    String module,
    String label,
    LinearAccuracy trained,
    LinearAccuracy untrained,
    double trainedNeighbours,
    double untrainedNeighbours,
    double chance) {

  /** What stands in place of a module's name where there was no network. */
  public static final String RAW = "raw";

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ProbeRow {
    check(module, label, "trained accuracy", trained.share());
    checkMeasured(module, label, "trained neighbours' accuracy", trainedNeighbours);
    checkMeasured(module, label, "untrained neighbours' accuracy", untrainedNeighbours);
    check(module, label, "chance", chance);
  }

  private static void checkMeasured(String module, String label, String name, double value) {
    if (!Double.isNaN(value)) {
      check(module, label, name, value);
    }
  }

  private static void check(String module, String label, String name, double value) {
    Check.argument(
        value >= 0 && value <= 1,
        "%s of module %s for %s must be 0 to 1, but is %s",
        name,
        module,
        label,
        value);
  }

  /** Whether it is of the raw input, in place of a module's output. */
  public boolean isRaw() {
    return module.equals(RAW);
  }

  public double trainedAccuracy() {
    return trained.share();
  }

  public double untrainedAccuracy() {
    return untrained.share();
  }
}
