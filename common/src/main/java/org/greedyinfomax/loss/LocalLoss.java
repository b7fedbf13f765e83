package org.greedyinfomax.loss;

import java.util.Optional;
import java.util.OptionalDouble;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/**
 * What one module minimises, without any other module: a number, and its gradients at what the
 * module has computed.
 */
public interface LocalLoss {

  /** Stands in place of a class where there is no label. */
  int UNLABELLED = -1;

  /** Whether the encodings are trained, too, where they are the targets of predictions. */
  enum Targets {
    /** They are the module's own. */
    TRAINED,
    /** They are the module's input, which it cannot change. */
    FIXED
  }

  /**
   * What a module has computed of a mini-batch. A loss takes of it what it needs.
   *
   * @param context {@code [batch, …, context channels]}: one for every frame of a sequence, or for
   *     every patch of a grid
   * @param encoding {@code [batch, …, encoding channels]} at the same places, which a contrastive
   *     loss predicts; may be the context
   * @param targets whether encodings are trained as targets
   * @param classes of the samples, or of their frames, first sample first; empty if there are no
   *     labels
   */
  @SuppressWarnings("ArrayRecordComponent") // one for every label of a batch: compared by nobody
  record Batch(Tensor context, Tensor encoding, Targets targets, int[] classes) {}

  /**
   * A value of the loss and its gradients.
   *
   * @param loss in nats
   * @param accuracy a metric, in [0, 1], if the loss has one: the expected share of anchors whose
   *     positive has the highest logit, or of samples whose class has, ties counted as one over the
   *     number of ties
   * @param dContext gradient at the contexts, in their shape
   * @param dEncoding gradient at the encodings as targets, in their shape; empty if they are fixed,
   *     or if the loss has no targets
   */
  record Evaluation(
      double loss, OptionalDouble accuracy, Tensor dContext, Optional<Tensor> dEncoding) {}

  /**
   * Computes the loss and its gradients, and adds to the gradients of its own parameters.
   *
   * @param random draws negatives, if the loss needs them
   * @param arena holds the gradients that are returned
   */
  Evaluation evaluate(Batch batch, RandomStream random, Arena arena);
}
