package org.greedyinfomax.model;

import org.greedyinfomax.tensor.Tensor;

/**
 * Views of a batch of images that are cut into patches: layers see the patches as images of their
 * own, losses see a grid of vectors. Sequences pass as they are.
 */
final class PatchAxes {

  private static final int AXES = 6; // of SampleShape.Patches, with the batch's

  private PatchAxes() {}

  /** Returns whether a tensor has the axes of patches. */
  static boolean has(Tensor x) {
    return x.axes() == AXES;
  }

  /** {@code [batch, grid row, grid column, …]} as {@code [batch·patches, …]}. */
  static Tensor flatten(Tensor x) {
    if (!has(x)) {
      return x;
    }
    int patches = x.length(0) * x.length(1) * x.length(2);
    return x.reshape(patches, x.length(3), x.length(4), x.length(5));
  }

  /** Returns the inverse of {@link #flatten}, for what layers made of {@code x}. */
  static Tensor restore(Tensor y, Tensor x) {
    if (!has(x)) {
      return y;
    }
    return y.reshape(x.length(0), x.length(1), x.length(2), y.length(1), y.length(2), y.length(3));
  }

  /** {@code [batch·patches, channel]} as {@code [batch, grid row, grid column, channel]}. */
  static Tensor grid(Tensor vectors, Tensor x) {
    return vectors.reshape(x.length(0), x.length(1), x.length(2), vectors.length(1));
  }
}
