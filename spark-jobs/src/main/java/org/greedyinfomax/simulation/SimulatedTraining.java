package org.greedyinfomax.simulation;

import org.greedyinfomax.Check;

/**
 * A training that is played through.
 *
 * @param replicas of every group, at least 1
 * @param window rounds that a border holds, at least 1
 * @param rounds of the training, at least 2
 */
public record SimulatedTraining(int replicas, int window, int rounds) {

  public SimulatedTraining {
    Check.argument(
        replicas >= 1 && window >= 1 && rounds >= 2,
        "a simulation needs replicas, a window and two rounds, but has %d, %d and %d",
        replicas,
        window,
        rounds);
  }
}
