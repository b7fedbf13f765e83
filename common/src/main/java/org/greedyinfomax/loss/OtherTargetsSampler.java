package org.greedyinfomax.loss;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;

/**
 * Samples negatives from the positives of the other anchors of the same prediction step, with
 * replacement, drawn anew for each step. An anchor's own positive never comes up. The reference
 * code's sampling method 0.
 */
public final class OtherTargetsSampler implements NegativeSampler {

  private final int negatives;

  /**
   * Samples that many negatives for each anchor.
   *
   * @param negatives at least 1
   */
  public OtherTargetsSampler(int negatives) {
    Check.argument(negatives >= 1, "negatives must be at least 1, but is %d", negatives);
    this.negatives = negatives;
  }

  @Override
  public List<int[]> draw(Anchors anchors, RandomStream random) {
    List<int[]> rows = new ArrayList<>();
    for (int k = 1; k <= anchors.steps(); k++) {
      int count = anchors.count(k);
      Check.argument(
          count >= 2, "sampling other targets at step %d needs at least 2 anchors, not 1", k);
      int[] step = new int[count * negatives];
      for (int i = 0; i < step.length; i++) {
        int anchor = i / negatives;
        int other = (anchor + 1 + random.below(count - 1)) % count;
        step[i] = anchors.targetRow(k, other);
      }
      rows.add(step);
    }
    return rows;
  }
}
