package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.RandomStream;

/** Random permutations, or as much of them as is needed. */
final class Permutations {

  private Permutations() {}

  /** Returns the first {@code count} entries of a random permutation of {@code 0..size-1}. */
  static int[] draw(int size, int count, RandomStream random) {
    int[] pool = new int[size];
    for (int i = 0; i < size; i++) {
      pool[i] = i;
    }
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      int chosen = i + random.below(size - i);
      drawn[i] = pool[chosen];
      pool[chosen] = pool[i];
    }
    return drawn;
  }
}
