package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;

/**
 * The sizes of the blocks in which an engine computes best. The order of sums follows from them, so
 * they follow from the kind of engine alone.
 *
 * @param contexts whose predictions are compared at a time, at least 1
 * @param windowNumbers numbers of windows or outputs of a convolution at a time, at least 1
 * @param imageNumbers numbers of images, between the layers of a residual block, at a time, at
 *     least 1
 */
public record BlockSizes(int contexts, int windowNumbers, int imageNumbers) {

  /**
   * What stays in a processor's cache, a megabyte, and is yet enough: with fewer contexts, products
   * spend their time on the score matrices.
   */
  public static final BlockSizes FOR_CACHES = new BlockSizes(512, 1 << 18, 1 << 18);

  public BlockSizes {
    Check.argument(
        Math.min(contexts, Math.min(windowNumbers, imageNumbers)) >= 1,
        "block sizes must be at least 1, but are %d, %d and %d",
        contexts,
        windowNumbers,
        imageNumbers);
  }
}
