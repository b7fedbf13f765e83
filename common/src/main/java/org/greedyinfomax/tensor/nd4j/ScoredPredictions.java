package org.greedyinfomax.tensor.nd4j;

import java.util.Arrays;
import org.greedyinfomax.tensor.CandidateSets;

/**
 * Contexts at their prediction steps, each with the candidates that it meets there: {@link
 * CandidateSets} without the sets, ordered by the rows of predictions {@code [steps·contexts, …]}.
 */
final class ScoredPredictions {

  private final CandidateSets sets;
  private final int contexts;
  private final long[] meetings; // a set below its row

  private ScoredPredictions(CandidateSets sets, int contexts, long[] meetings) {
    this.sets = sets;
    this.contexts = contexts;
    this.meetings = meetings;
  }

  static ScoredPredictions of(CandidateSets sets, int contexts) {
    int count = 0;
    for (int s = 0; s < sets.count(); s++) {
      count += sets.steps(s);
    }
    long[] meetings = new long[count];
    int next = 0;
    for (int s = 0; s < sets.count(); s++) {
      for (int k = sets.firstStep(s); k < sets.firstStep(s) + sets.steps(s); k++) {
        meetings[next++] = ((long) k * contexts + sets.context(s)) << Integer.SIZE | s;
      }
    }
    Arrays.sort(meetings);
    return new ScoredPredictions(sets, contexts, meetings);
  }

  int count() {
    return meetings.length;
  }

  /** Rows of some meetings, ascending. */
  int[] rows(int from, int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> row(from + i));
    return rows;
  }

  /** Candidates of some meetings, one meeting's after the other's, the true one first. */
  int[] candidates(int from, int count) {
    int choices = 1 + sets.perSet();
    int[] candidates = new int[count * choices];
    Arrays.setAll(candidates, i -> candidate(from + i / choices, i % choices));
    return candidates;
  }

  /** The weights of their losses. */
  double[] weights(int from, int count, double[] ofSteps) {
    double[] weights = new double[count];
    Arrays.setAll(weights, i -> ofSteps[step(from + i)]);
    return weights;
  }

  private int row(int meeting) {
    return (int) (meetings[meeting] >>> Integer.SIZE);
  }

  private int step(int meeting) {
    return row(meeting) / contexts;
  }

  private int candidate(int meeting, int choice) {
    int set = (int) meetings[meeting];
    return choice == 0
        ? sets.truth(set, step(meeting) - sets.firstStep(set))
        : sets.row(set, choice - 1);
  }
}
