package org.greedyinfomax.report;

import org.greedyinfomax.Check;

/**
 * How well a linear probe on one module's output tells one label.
 *
 * @param module the module's name
 * @param label what is told, such as {@code speaker}
 * @param trainedAccuracy on test samples, 0 to 1
 * @param untrainedAccuracy the same with the module's first random weights, 0 to 1; NaN if it was
 *     not measured
 * @param chance the accuracy of always naming the most frequent value, 0 to 1
 */
public record ProbeRow(
    String module, String label, double trainedAccuracy, double untrainedAccuracy, double chance) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public ProbeRow {
    check(module, label, "trained accuracy", trainedAccuracy);
    if (!Double.isNaN(untrainedAccuracy)) {
      check(module, label, "untrained accuracy", untrainedAccuracy);
    }
    check(module, label, "chance", chance);
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
}
