package org.greedyinfomax.loss;

import java.util.List;
import org.greedyinfomax.tensor.RandomStream;

/** Draws the negatives of every anchor. */
@FunctionalInterface
public interface NegativeSampler {

  /**
   * Draws the negatives for one evaluation of the loss.
   *
   * @return for each prediction step in turn the rows of the encodings that serve as negatives,
   *     anchor by anchor, equally many each
   */
  List<int[]> draw(Anchors anchors, RandomStream random);
}
