package org.greedyinfomax.training.replica;

import org.greedyinfomax.Text;
import org.greedyinfomax.run.Rounds;

/**
 * A replica whose numbers grew beyond all bounds. It is brought back and not thrown, for Spark
 * would try again what must fail again.
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
