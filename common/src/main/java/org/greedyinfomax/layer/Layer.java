package org.greedyinfomax.layer;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Tensor;

/** A differentiable function of a batch of sequences or images. */
public interface Layer {

  /**
   * Evaluates the layer.
   *
   * @param x {@code [batch, time, channel]} or {@code [images, rows, columns, channel]}; must stay
   *     as it is until the backward pass is done
   * @param arena that holds the output and what the backward pass needs
   */
  Pass forward(Tensor x, Arena arena);
}
