package org.greedyinfomax.loss;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;

/**
 * Samples negatives from the positives of all anchors of the same prediction step, with
 * replacement, drawn anew for each step. An anchor's own positive may come up, as in the reference
 * code for images; {@link OtherTargetsSampler} leaves it out.
 */
public final class AllTargetsSampler implements NegativeSampler {

  private final int negatives;

  /**
   * Samples that many negatives for each anchor.
   *
   * @param negatives at least 1
   */
  public AllTargetsSampler(int negatives) {
    Check.argument(negatives >= 1, "negatives must be at least 1, but is %d", negatives);
    this.negatives = negatives;
  }

  @Override
  public List<int[]> draw(Anchors anchors, RandomStream random) {
    List<int[]> rows = new ArrayList<>();
    for (int k = 1; k <= anchors.steps(); k++) {
      int count = anchors.count(k);
      int[] step = new int[count * negatives];
      for (int i = 0; i < step.length; i++) {
        step[i] = anchors.targetRow(k, random.below(count));
      }
      rows.add(step);
    }
    return rows;
  }
}
