package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Tensor;

/** One evaluation of a layer. Go back at most once: parameter gradients add up. */
public interface Pass {

  /** The layer's output. */
  Tensor output();

  /**
   * Adds to the gradients of the layer's parameters.
   *
   * @param dy gradient at the output, in its shape; may be overwritten
   */
  void backwardToParameters(Tensor dy);

  /**
   * Adds to the gradients of the layer's parameters and returns the gradient at its input, which
   * may take the place of {@code dy}.
   *
   * @param dy gradient at the output, in its shape; may be overwritten
   */
  Tensor backward(Tensor dy);
}
