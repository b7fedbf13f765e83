package org.greedyinfomax.model;

import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Tensor;

/**
 * A metric of collapse, of the vectors of a batch: the share of their mean square that is variance,
 * {@code 1 − |mean|² / mean(|x|²)}. It is 0 when all are equal, which is collapse, and 1 when they
 * cancel.
 */
public final class CollapseMetric {

  /** Below this a module counts as collapsed: its vectors are nearly all the same. */
  public static final double COLLAPSED = 1e-3;

  private CollapseMetric() {}

  /**
   * Returns the spread of the vectors along the last axis of {@code x}, in [0, 1]; 0 if all are
   * zero.
   */
  static double of(Engine engine, Tensor x, Arena arena) {
    int channels = x.length(x.axes() - 1);
    double count = (double) x.size() / channels;
    double squares = engine.sumOfSquares(x.matrix());
    if (squares == 0) {
      return 0;
    }
    try (Arena.Frame scratch = arena.frame()) {
      Tensor sums = arena.zeros(channels);
      engine.addColumnSums(x.matrix(), sums);
      double share = engine.sumOfSquares(sums.matrix()) / count / squares;
      return Math.min(1, Math.max(0, 1 - share));
    }
  }
}
