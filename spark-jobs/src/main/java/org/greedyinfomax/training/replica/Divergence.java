package org.greedyinfomax.training.replica;

import org.greedyinfomax.Text;
import org.greedyinfomax.run.Rounds;

/**
 * The outcome of a replica whose loss or parameters are no longer finite. It is returned and not
 * thrown, because Spark would run the task again, only to fail again.
 *
 * @param replica its number
 * @param reason naming module, step and what to try
 */
record Divergence(int replica, String reason) implements ReplicaOutcome {

  @Override
  public ReplicaResult learned(Rounds.Round round) {
    throw new IllegalArgumentException(
        Text.format(
            "training diverged in round %d, replica %d: %s", round.number() + 1, replica, reason));
  }
}
