package org.greedyinfomax.tensor;

import java.util.Arrays;

/**
 * Contexts at their prediction steps, each with the candidates that it meets there: {@link
 * CandidateSets} without the sets, ordered by the rows of scores {@code [steps·contexts, …]}.
 */
final class Meetings {

  private final CandidateSets sets;
  private final long[] meetings; // a set below its row

  private Meetings(CandidateSets sets, long[] meetings) {
    this.sets = sets;
    this.meetings = meetings;
  }

  static Meetings of(CandidateSets sets, int contexts) {
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
    return new Meetings(sets, meetings);
  }

  int count() {
    return meetings.length;
  }

  /** Rows of some meetings. */
  int[] rows(int from, int count) {
    int[] rows = new int[count];
    Arrays.setAll(rows, i -> (int) (meetings[from + i] >>> Integer.SIZE));
    return rows;
  }

  /** Candidates of some meetings, one meeting's after the other's. */
  int[] candidates(int from, int count) {
    int[] candidates = new int[count * sets.perSet()];
    Arrays.setAll(
        candidates, i -> sets.row((int) meetings[from + i / sets.perSet()], i % sets.perSet()));
    return candidates;
  }
}
