package org.greedyinfomax.loss;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;

/**
 * Samples negatives from the anchor's own sequence.
 *
 * <p>Each slot is a random permutation of the sequence's frames, drawn for each sequence on its own
 * and shared by the prediction steps: the anchor whose positive is frame {@code t + k} has entry
 * {@code t + k} of it as a negative. The positive is not excluded. The reference code's sampling
 * method 2, without its fault of one permutation for the whole batch.
 */
public final class SameSequenceSampler implements NegativeSampler {

  private final int negatives;

  /**
   * Samples that many negatives for each anchor.
   *
   * @param negatives at least 1
   */
  public SameSequenceSampler(int negatives) {
    Check.argument(negatives >= 1, "negatives must be at least 1, but is %d", negatives);
    this.negatives = negatives;
  }

  @Override
  public List<int[]> draw(Anchors anchors, RandomStream random) {
    int[][][] slots = new int[anchors.batch()][negatives][];
    for (int[][] sequence : slots) {
      for (int j = 0; j < negatives; j++) {
        sequence[j] = Permutations.draw(anchors.frames(), anchors.window(), random);
      }
    }
    List<int[]> rows = new ArrayList<>();
    for (int k = 1; k <= anchors.steps(); k++) {
      int[] step = new int[anchors.count(k) * negatives];
      int next = 0;
      for (int b = 0; b < anchors.batch(); b++) {
        for (int t = 0; t < anchors.perSequence(k); t++) {
          for (int j = 0; j < negatives; j++) {
            step[next++] = b * anchors.frames() + slots[b][j][t + anchors.distance(k)];
          }
        }
      }
      rows.add(step);
    }
    return rows;
  }
}
