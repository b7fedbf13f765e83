package org.greedyinfomax.training;

import java.util.List;
import org.greedyinfomax.model.TrainableModule;

/**
 * What a replica brings back from a round.
 *
 * @param states of the trained modules as safetensors, lowest first
 * @param steps for each trained module the means over the round's steps
 * @param examples crops it has seen
 * @param readingSeconds spent on reading samples
 * @param computingSeconds spent on training
 */
record ReplicaResult(
    List<byte[]> states,
    List<TrainableModule.Step> steps,
    long examples,
    double readingSeconds,
    double computingSeconds)
    implements ReplicaOutcome {

  @Override
  public ReplicaResult learned(Rounds.Round round) {
    return this;
  }
}
