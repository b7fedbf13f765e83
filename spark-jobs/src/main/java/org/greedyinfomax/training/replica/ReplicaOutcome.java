package org.greedyinfomax.training.replica;

import java.io.Serializable;
import org.greedyinfomax.run.Rounds;

/** The outcome of a replica's round: its new states, or a divergence. */
public sealed interface ReplicaOutcome extends Serializable permits ReplicaResult, Divergence {

  /**
   * What was learned.
   *
   * @throws IllegalArgumentException if nothing was, because numbers grew beyond all bounds
   */
  ReplicaResult learned(Rounds.Round round);
}
