package org.greedyinfomax.optim;

import org.greedyinfomax.Check;

/**
 * The mean of replicas' parameters, weighted by the examples that each has seen.
 *
 * <p>Replicas are added in the order of the calls and in double precision, so the result does not
 * depend on where or when they were trained. The mean of a single replica is that replica, bit for
 * bit: a float times an example count below 2²⁹ is exact in double precision, and so is the way
 * back.
 */
public final class WeightedMean {

  private final double[] sums;
  private long examples;

  /** Starts a mean of arrays of {@code length} numbers. */
  public WeightedMean(int length) {
    sums = new double[length];
  }

  /** Adds a replica's numbers with the weight of its examples, at least 1. */
  public void add(float[] values, long weight) {
    Check.argument(
        values.length == sums.length,
        "replicas must have %d numbers, but one has %d",
        sums.length,
        values.length);
    Check.argument(
        weight >= 1 && weight < 1 << 29, "weight must lie in 1..2^29-1, but is %d", weight);
    for (int i = 0; i < sums.length; i++) {
      double weighted = (double) values[i] * weight;
      sums[i] = examples == 0 ? weighted : sums[i] + weighted; // 0 + -0 would lose the sign
    }
    examples += weight;
  }

  /** Returns the mean of what was added, at least one replica. */
  public float[] mean() {
    Check.argument(examples > 0, "a mean needs at least one replica");
    float[] mean = new float[sums.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sums[i] / examples);
    }
    return mean;
  }
}
