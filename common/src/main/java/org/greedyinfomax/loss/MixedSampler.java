package org.greedyinfomax.loss;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.tensor.RandomStream;

/**
 * Samples negatives of which some come from the anchor's own sequence, and the others from the
 * whole batch.
 *
 * <p>Those of the whole batch are told apart by whatever differs from one recording to another,
 * such as its microphone; those of the anchor's own sequence only by what changes within it.
 *
 * <p>Each slot of the sequence is a random permutation of its frames, drawn for each sequence on
 * its own; each slot of the batch is one of {@link WholeBatchSampler}. Both are shared by the
 * prediction steps, so that a context has the same negatives at every step. The positive is not
 * excluded.
 */
public final class MixedSampler implements NegativeSampler {

  private final int ofSequence;
  private final int ofBatch;

  /**
   * Samples so many negatives for each anchor.
   *
   * @param ofSequence negatives from the anchor's own sequence, at least 1
   * @param ofBatch negatives from all sequences, at least 1
   */
  public MixedSampler(int ofSequence, int ofBatch) {
    Check.argument(
        ofSequence >= 1 && ofBatch >= 1,
        "mixed negatives must be at least 1 from the sequence and 1 from the batch, but are %d and"
            + " %d",
        ofSequence,
        ofBatch);
    this.ofSequence = ofSequence;
    this.ofBatch = ofBatch;
  }

  /** Draws for one evaluation, those from the anchor's own sequence first. */
  @Override
  public List<int[]> draw(Anchors anchors, RandomStream random) {
    int[][][] slots = new int[anchors.batch()][ofSequence][];
    for (int[][] sequence : slots) {
      for (int j = 0; j < ofSequence; j++) {
        sequence[j] = Permutations.draw(anchors.frames(), anchors.window(), random);
      }
    }
    List<int[]> others = new WholeBatchSampler(ofBatch).draw(anchors, random);
    List<int[]> rows = new ArrayList<>();
    for (int k = 1; k <= anchors.steps(); k++) {
      int[] step = new int[anchors.count(k) * (ofSequence + ofBatch)];
      int next = 0;
      for (int a = 0; a < anchors.count(k); a++) {
        int b = a / anchors.perSequence(k);
        for (int j = 0; j < ofSequence; j++) {
          step[next++] = b * anchors.frames() + slots[b][j][a % anchors.perSequence(k)];
        }
        System.arraycopy(others.get(k - 1), a * ofBatch, step, next, ofBatch);
        next += ofBatch;
      }
      rows.add(step);
    }
    return rows;
  }
}
