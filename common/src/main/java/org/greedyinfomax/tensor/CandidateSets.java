package org.greedyinfomax.tensor;

import java.util.Arrays;
import org.greedyinfomax.Check;

/**
 * Candidates, as rows of a matrix, that contexts choose from: sets of equally many false ones, each
 * for one context and one or more prediction steps of it in a row, and for each of these steps a
 * true one.
 */
public final class CandidateSets {

  private static final int ROOM = 256; // for sets, at first

  private final int perSet;
  private final int pace;
  private int count;
  private int[] contexts = new int[ROOM];
  private int[] firstSteps = new int[ROOM];
  private int[] steps = new int[ROOM];
  private int[] truths = new int[ROOM];
  private int[] rows;

  /**
   * Makes none.
   *
   * @param perSet false candidates in a set, at least 1
   * @param pace rows from a step's true candidate to the next step's
   */
  public CandidateSets(int perSet, int pace) {
    Check.argument(perSet >= 1, "a set needs at least 1 candidate, but has %d", perSet);
    this.perSet = perSet;
    this.pace = pace;
    rows = new int[ROOM * perSet];
  }

  /**
   * Adds a set.
   *
   * @param context that meets it
   * @param firstStep counted from 0
   * @param steps that meet it, at least 1
   * @param truth row of the first step's true candidate
   * @param from has the rows of false ones, from {@code start} on
   */
  public void add(int context, int firstStep, int steps, int truth, int[] from, int start) {
    if (count == contexts.length) {
      contexts = Arrays.copyOf(contexts, 2 * count);
      firstSteps = Arrays.copyOf(firstSteps, 2 * count);
      this.steps = Arrays.copyOf(this.steps, 2 * count);
      truths = Arrays.copyOf(truths, 2 * count);
      rows = Arrays.copyOf(rows, 2 * count * perSet);
    }
    contexts[count] = context;
    firstSteps[count] = firstStep;
    this.steps[count] = steps;
    truths[count] = truth;
    System.arraycopy(from, start, rows, count * perSet, perSet);
    count++;
  }

  /** Predictions that no set is met at: so many from one on, step by step, context by context. */
  @FunctionalInterface
  public interface Gap {
    void of(int first, int count);
  }

  /** Calls for all predictions {@code [steps, contexts]} that no set is met at. */
  public void forEachGap(int steps, int contexts, Gap gap) {
    boolean[] isMet = new boolean[Shapes.count((long) steps * contexts)];
    for (int s = 0; s < count; s++) {
      for (int i = 0; i < this.steps[s]; i++) {
        isMet[(firstSteps[s] + i) * contexts + this.contexts[s]] = true;
      }
    }
    for (int first = 0; first < isMet.length; first++) {
      int end = first;
      while (end < isMet.length && !isMet[end]) {
        end++;
      }
      if (end > first) {
        gap.of(first, end - first);
        first = end;
      }
    }
  }

  /** Numbers of memory that comparing them takes. */
  public int scratch(int steps, int channels) {
    return (1 + perSet) * (steps + channels);
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** Rows from a step's true candidate to the next step's. */
  public int pace() {
    return pace;
  }

  /** False candidates in each. */
  public int perSet() {
    return perSet;
  }

  /** The context that meets a set. */
  public int context(int set) {
    return contexts[set];
  }

  /** The first step at which it is met. */
  public int firstStep(int set) {
    return firstSteps[set];
  }

  /** How many steps in a row it is met at. */
  public int steps(int set) {
    return steps[set];
  }

  /** Row of the true candidate at one of a set's steps, counted from its first. */
  public int truth(int set, int step) {
    return truths[set] + step * pace;
  }

  /** Row of a set's false candidate {@code j}. */
  public int row(int set, int j) {
    return rows[set * perSet + j];
  }
}
