package org.greedyinfomax.probe.fit;

/**
 * The nearest neighbours of one vector among those compared so far, and their vote.
 *
 * <p>Of neighbours at the same distance those of smaller classes come first, so it does not matter
 * in which order they are met.
 */
public final class Votes {

  private final double[] similarities; // falling
  private final int[] classes;
  private int size;

  /**
   * Makes room for voters.
   *
   * @param neighbours that vote, at least 1
   */
  public Votes(int neighbours) {
    similarities = new double[neighbours];
    classes = new int[neighbours];
  }

  /** Meets a neighbour, and forgets the farthest if there are too many. */
  void meet(double similarity, int ofClass) {
    if (size == classes.length && !isNearer(similarity, ofClass, size - 1)) {
      return;
    }
    int place = size < classes.length ? size++ : size - 1;
    while (place > 0 && isNearer(similarity, ofClass, place - 1)) {
      similarities[place] = similarities[place - 1];
      classes[place] = classes[place - 1];
      place--;
    }
    similarities[place] = similarity;
    classes[place] = ofClass;
  }

  private boolean isNearer(double similarity, int ofClass, int place) {
    return similarity > similarities[place]
        || (similarity == similarities[place] && ofClass < classes[place]);
  }

  /**
   * The most frequent class among them; of several, the one with the nearest neighbour, and if
   * these are at the same distance, the smallest.
   */
  public int winner() {
    int winner = classes[0];
    for (int i = 1; i < size; i++) {
      // Classes are tried in the order in which a tie is decided.
      if (count(classes[i]) > count(winner)) {
        winner = classes[i];
      }
    }
    return winner;
  }

  private int count(int ofClass) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += classes[i] == ofClass ? 1 : 0;
    }
    return count;
  }
}
