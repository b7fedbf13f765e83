package org.greedyinfomax.report.data;

import org.greedyinfomax.Check;

/**
 * How one module did in one round.
 *
 * @param module its name
 * @param round from 0
 * @param samples how many the module had seen by the end of the round; 0 in all points if unknown
 * @param loss InfoNCE loss in nats, mean over the round
 * @param accuracy how often the positive had the highest logit, 0 to 1
 * @param spread of its vectors, 0 (all equal: collapsed) to 1
 */
public record LossPoint(
    String module, long round, long samples, double loss, double accuracy, double spread) {

  /**
   * @throws IllegalArgumentException if a number is out of its range
   */
  public LossPoint {
    Check.argument(
        round >= 0 && samples >= 0,
        "round and samples of module %s must be 0 or more, but are %d and %d",
        module,
        round,
        samples);
    Check.argument(
        Double.isFinite(loss), "loss of module %s in round %d is %s", module, round, loss);
    Check.argument(
        accuracy >= 0 && accuracy <= 1,
        "accuracy of module %s in round %d must be 0 to 1, but is %s",
        module,
        round,
        accuracy);
    Check.argument(
        spread >= 0 && spread <= 1,
        "spread of module %s in round %d must be 0 to 1, but is %s",
        module,
        round,
        spread);
  }
}
