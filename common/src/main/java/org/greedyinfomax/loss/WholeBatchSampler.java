package org.greedyinfomax.loss;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;

/**
 * Samples negatives from all frames of all sequences of the batch, inside the window or not.
 *
 * <p>Each slot is a random permutation of them, drawn once and shared by the prediction steps: no
 * frame serves two anchors in the same slot, and a context has the same negatives at every step.
 * The positive is not excluded. The reference code's sampling method 1, its default; there the
 * steps share the permutations, too, but shifted against each other, which costs memory traffic and
 * changes no distribution of a draw.
 */
public final class WholeBatchSampler implements NegativeSampler {

  private final int negatives;

  /**
   * Samples that many negatives for each anchor.
   *
   * @param negatives at least 1
   */
  public WholeBatchSampler(int negatives) {
    Check.argument(negatives >= 1, "negatives must be at least 1, but is %d", negatives);
    this.negatives = negatives;
  }

  @Override
  public List<int[]> draw(Anchors anchors, RandomStream random) {
    int contexts = anchors.batch() * anchors.window();
    int[][] slots = new int[negatives][];
    for (int j = 0; j < negatives; j++) {
      slots[j] = Permutations.draw(anchors.batch() * anchors.frames(), contexts, random);
    }
    List<int[]> rows = new ArrayList<>();
    for (int k = 1; k <= anchors.steps(); k++) {
      int[] step = new int[anchors.count(k) * negatives];
      int next = 0;
      for (int b = 0; b < anchors.batch(); b++) {
        for (int t = 0; t < anchors.perSequence(k); t++) {
          for (int j = 0; j < negatives; j++) {
            step[next++] = slots[j][b * anchors.window() + t];
          }
        }
      }
      rows.add(step);
    }
    return rows;
  }
}
