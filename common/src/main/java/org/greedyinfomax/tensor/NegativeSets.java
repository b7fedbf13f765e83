package org.greedyinfomax.tensor;

import java.util.Arrays;
import org.greedyinfomax.Check;

/**
 * Sets of negatives, as rows of a matrix of encodings. Each set has equally many, and serves one
 * context at one or more prediction steps in a row; at each of these steps the context has a
 * positive. A context at a step is an anchor, and its candidates are its positive and the negatives
 * of its set.
 */
public final class NegativeSets {

  private static final int CAPACITY = 256; // sets, at first

  private final int perSet;
  private final int positiveStride;
  private int count;
  private int[] contexts = new int[CAPACITY];
  private int[] firstSteps = new int[CAPACITY];
  private int[] steps = new int[CAPACITY];
  private int[] positives = new int[CAPACITY];
  private int[] negatives;

  /**
   * Creates an empty collection.
   *
   * @param perSet negatives in a set, at least 1
   * @param positiveStride rows from a step's positive to the next step's
   */
  public NegativeSets(int perSet, int positiveStride) {
    Check.argument(perSet >= 1, "a set needs at least 1 negative, but has %d", perSet);
    this.perSet = perSet;
    this.positiveStride = positiveStride;
    negatives = new int[CAPACITY * perSet];
  }

  /**
   * Adds a set.
   *
   * @param context that it serves
   * @param firstStep at which it serves it, counted from 0
   * @param steps at which it serves it, at least 1
   * @param positive row of the first step's positive
   * @param from has the rows of the negatives, from {@code start} on
   */
  public void add(int context, int firstStep, int steps, int positive, int[] from, int start) {
    if (count == contexts.length) {
      contexts = Arrays.copyOf(contexts, 2 * count);
      firstSteps = Arrays.copyOf(firstSteps, 2 * count);
      this.steps = Arrays.copyOf(this.steps, 2 * count);
      positives = Arrays.copyOf(positives, 2 * count);
      negatives = Arrays.copyOf(negatives, 2 * count * perSet);
    }
    contexts[count] = context;
    firstSteps[count] = firstStep;
    this.steps[count] = steps;
    positives[count] = positive;
    System.arraycopy(from, start, negatives, count * perSet, perSet);
    count++;
  }

  /** Receives neighbouring predictions that are no anchors, numbered step by step. */
  @FunctionalInterface
  public interface Gap {
    void of(int first, int count);
  }

  /** Calls for all predictions {@code [steps, contexts]} that no set serves. */
  public void forEachGap(int steps, int contexts, Gap gap) {
    boolean[] isServed = new boolean[Shapes.count((long) steps * contexts)];
    for (int s = 0; s < count; s++) {
      for (int i = 0; i < this.steps[s]; i++) {
        isServed[(firstSteps[s] + i) * contexts + this.contexts[s]] = true;
      }
    }
    for (int first = 0; first < isServed.length; first++) {
      int end = first;
      while (end < isServed.length && !isServed[end]) {
        end++;
      }
      if (end > first) {
        gap.of(first, end - first);
        first = end;
      }
    }
  }

  /** Returns how many numbers of scratch memory {@link Engine#contrast} takes. */
  public int scratch(int steps, int channels) {
    return (1 + perSet) * (steps + channels);
  }

  /** Returns how many sets there are. */
  public int count() {
    return count;
  }

  /** Returns the number of rows from a step's positive to the next step's. */
  public int positiveStride() {
    return positiveStride;
  }

  /** Returns the number of negatives in each set. */
  public int perSet() {
    return perSet;
  }

  /** Returns the context that a set serves. */
  public int context(int set) {
    return contexts[set];
  }

  /** Returns the first step at which a set serves its context, counted from 0. */
  public int firstStep(int set) {
    return firstSteps[set];
  }

  /** Returns at how many steps in a row a set serves its context. */
  public int steps(int set) {
    return steps[set];
  }

  /** Returns the row of the positive at one of a set's steps, counted from its first. */
  public int positive(int set, int step) {
    return positives[set] + step * positiveStride;
  }

  /** Returns the row of a set's negative {@code j}. */
  public int negative(int set, int j) {
    return negatives[set * perSet + j];
  }
}
