package org.greedyinfomax.tensor.nd4j;

import java.util.Arrays;
import org.greedyinfomax.tensor.NegativeSets;

/**
 * The anchors of {@link NegativeSets}, each with its own candidates: one list without sets, ordered
 * by the rows of the predictions {@code [steps·contexts, …]}.
 */
final class AnchorCandidates {

  private final NegativeSets sets;
  private final int contexts;
  private final long[] anchors; // each the row of its prediction, above the number of its set

  private AnchorCandidates(NegativeSets sets, int contexts, long[] anchors) {
    this.sets = sets;
    this.contexts = contexts;
    this.anchors = anchors;
  }

  static AnchorCandidates of(NegativeSets sets, int contexts) {
    int count = 0;
    for (int s = 0; s < sets.count(); s++) {
      count += sets.steps(s);
    }
    long[] anchors = new long[count];
    int next = 0;
    for (int s = 0; s < sets.count(); s++) {
      for (int k = sets.firstStep(s); k < sets.firstStep(s) + sets.steps(s); k++) {
        anchors[next++] = ((long) k * contexts + sets.context(s)) << Integer.SIZE | s;
      }
    }
    Arrays.sort(anchors);
    return new AnchorCandidates(sets, contexts, anchors);
  }

  int count() {
    return anchors.length;
  }

  /** Returns the rows of some anchors' predictions, ascending. */
  int[] rows(int from, int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> row(from + i));
    return rows;
  }

  /** Returns the candidates of some anchors, anchor by anchor, each one's positive first. */
  int[] candidates(int from, int count) {
    int perAnchor = 1 + sets.perSet();
    int[] candidates = new int[count * perAnchor];
    Arrays.setAll(candidates, i -> candidate(from + i / perAnchor, i % perAnchor));
    return candidates;
  }

  /** Returns the weights of some anchors' losses. */
  double[] weights(int from, int count, double[] ofSteps) {
    double[] weights = new double[count];
    Arrays.setAll(weights, i -> ofSteps[step(from + i)]);
    return weights;
  }

  private int row(int anchor) {
    return (int) (anchors[anchor] >>> Integer.SIZE);
  }

  private int step(int anchor) {
    return row(anchor) / contexts;
  }

  private int candidate(int anchor, int index) {
    int set = (int) anchors[anchor];
    return index == 0
        ? sets.positive(set, step(anchor) - sets.firstStep(set))
        : sets.negative(set, index - 1);
  }
}
