package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Tensor;

/**
 * The result of a layer's forward pass, from which its backward pass starts. Only one backward pass
 * may follow: gradients of parameters are added up.
 */
public interface Pass {

  /** Returns the layer's output. */
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
