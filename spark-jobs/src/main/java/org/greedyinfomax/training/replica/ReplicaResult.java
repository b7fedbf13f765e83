package org.greedyinfomax.training.replica;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.activation.RoundManifest;
import org.greedyinfomax.model.TrainableModule;
import org.greedyinfomax.run.Rounds;

/**
 * The states and metrics that a replica returns from a round.
 *
 * @param states of the trained modules as safetensors, lowest first
 * @param steps for each trained module the means over the round's steps
 * @param examples crops it has seen
 * @param parts the file of what it has put out; none if nobody reads it
 * @param seconds where its time went
 */
public record ReplicaResult(
    List<byte[]> states,
    List<TrainableModule.Step> steps,
    long examples,
    List<RoundManifest.Part> parts,
    Seconds seconds)
    implements ReplicaOutcome {

  /** Where a replica's time went: on samples, on training, on what it hands on. */
  public record Seconds(double reading, double computing, double writing) implements Serializable {}

  @Override
  public ReplicaResult learned(Rounds.Round round) {
    return this;
  }
}
