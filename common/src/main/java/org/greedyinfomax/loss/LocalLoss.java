package org.greedyinfomax.loss;

import java.util.Optional;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.Tensor;

/** What one module is to make small, without any other module. */
public interface LocalLoss {

  /** Stands in place of a class where there is no label. */
  int UNLABELLED = -1;

  /** Whether the candidates are trained, too. */
  enum Targets {
    /** They are the module's own encodings. */
    TRAINED,
    /** They are the module's input, which it cannot change. */
    FIXED
  }

  /**
   * A value of the loss and where it leads.
   *
   * @param loss in nats
   * @param accuracy expected share of anchors whose true candidate has the highest score, or of
   *     samples whose class has, ties counted as one over the number of ties, in [0, 1]
   * @param dContext gradient at the contexts, in their shape
   * @param dEncoding gradient at the encodings, in their shape; none if they are fixed, or only
   *     what becomes of them counts
   */
  record Evaluation(double loss, double accuracy, Tensor dContext, Optional<Tensor> dEncoding) {}

  /**
   * Computes the loss and its gradients, and adds to the gradients of its own parameters.
   *
   * @param context what predicts
   * @param encoding what is predicted, at the same places
   * @param classes of the samples, or of their frames, if labels are learned from; empty otherwise
   */
  Evaluation evaluate(
      Tensor context,
      Tensor encoding,
      Targets targets,
      int[] classes,
      RandomStream random,
      Arena arena);
}
