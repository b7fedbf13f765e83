package org.greedyinfomax.report.nuisance;

import org.greedyinfomax.Check;

/**
 * How much of the variance of a nuisance a linear regression on a module's output explains, on test
 * samples: R², at most 1, or NaN where it was not measured.
 *
 * @param module the module's name
 * @param nuisance such as {@code level}
 * @param trained of the trained module
 * @param untrained the same with the module's first random weights
 */
public record NuisanceRow(String module, String nuisance, double trained, double untrained) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public NuisanceRow {
    check(module, nuisance, trained);
    check(module, nuisance, untrained);
  }

  private static void check(String module, String nuisance, double value) {
    Check.argument(
        Double.isNaN(value) || value <= 1,
        "R² of module %s for %s must be at most 1, but is %s",
        module,
        nuisance,
        value);
  }
}
