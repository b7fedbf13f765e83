package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * Settings of validation and early stopping: which rows are held out, and when a module whose loss
 * on them no longer improves stops learning.
 *
 * @param where SQL condition on label columns that picks the rows that are held out; empty holds
 *     out none, and nothing is measured
 * @param interval rounds between two measurements, at least 1
 * @param patience so many measurements in a row without improvement stop a module, at least 0; 0
 *     never stops one
 * @param minImprovement a measurement is an improvement if it is better by more than so many nats
 *     than the last that was one, at least 0
 */
public record ValidationSettings(String where, int interval, int patience, double minImprovement)
    implements Serializable {

  public ValidationSettings {
    Check.argument(interval >= 1, "interval must be at least 1, but is %d", interval);
    Check.argument(patience >= 0, "patience must be at least 0, but is %d", patience);
    Check.argument(
        patience == 0 || !where.isEmpty(),
        "patience must be 0 where no rows are held out, but is %d: set where to a condition that"
            + " picks some",
        patience);
    Check.argument(
        minImprovement >= 0 && Double.isFinite(minImprovement),
        "minImprovement must be at least 0, but is %s",
        minImprovement);
  }

  /** Returns whether rows are held out, and losses measured on them. */
  public boolean isOn() {
    return !where.isEmpty();
  }

  /** Returns whether modules may stop before the end. */
  public boolean mayStop() {
    return patience > 0;
  }
}
