package org.greedyinfomax.tensor;

import java.util.Arrays;
import org.greedyinfomax.Check;

/**
 * False candidates, as rows of a matrix: sets of equally many, each for one context and one or more
 * prediction steps of it in a row.
 */
public final class CandidateSets {

  private static final int ROOM = 256; // for sets, at first

  private final int perSet;
  private int count;
  private int[] contexts = new int[ROOM];
  private int[] firstSteps = new int[ROOM];
  private int[] steps = new int[ROOM];
  private int[] rows;

  /**
   * Makes none.
   *
   * @param perSet candidates in a set, at least 1
   */
  public CandidateSets(int perSet) {
    Check.argument(perSet >= 1, "a set needs at least 1 candidate, but has %d", perSet);
    this.perSet = perSet;
    rows = new int[ROOM * perSet];
  }

  /**
   * Adds a set.
   *
   * @param context that meets it
   * @param firstStep counted from 0
   * @param steps that meet it, at least 1
   * @param from has the set's rows, from {@code start} on
   */
  public void add(int context, int firstStep, int steps, int[] from, int start) {
    if (count == contexts.length) {
      contexts = Arrays.copyOf(contexts, 2 * count);
      firstSteps = Arrays.copyOf(firstSteps, 2 * count);
      this.steps = Arrays.copyOf(this.steps, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count * perSet);
    }
    contexts[count] = context;
    firstSteps[count] = firstStep;
    this.steps[count] = steps;
    System.arraycopy(from, start, rows, count * perSet, perSet);
    count++;
  }

  int count() {
    return count;
  }

  int perSet() {
    return perSet;
  }

  int context(int set) {
    return contexts[set];
  }

  int firstStep(int set) {
    return firstSteps[set];
  }

  int steps(int set) {
    return steps[set];
  }

  /** Row of candidate {@code j} of a set. */
  int row(int set, int j) {
    return rows[set * perSet + j];
  }
}
