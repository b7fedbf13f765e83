package org.greedyinfomax.tensor.nd4j;

/** Large work done part after part, so that scratch memory stays small: some tens of megabytes. */
final class ArrayParts {

  /** Numbers of scratch that a part takes at once, unless a single row has more. */
  static final int LARGEST = 1 << 22;

  private ArrayParts() {}

  /** Some numbers of many. */
  @FunctionalInterface
  interface Numbers {
    void on(long from, int count);
  }

  /** Some rows of many. */
  @FunctionalInterface
  interface Rows {
    void on(int from, int count);
  }

  static void ofNumbers(long size, Numbers part) {
    for (long from = 0; from < size; from += LARGEST) {
      part.on(from, (int) Math.min(LARGEST, size - from));
    }
  }

  /** Parts of rows for each of which scratch for {@code numbers} is needed. */
  static void ofRows(int rows, long numbers, Rows part) {
    int most = (int) Math.max(1, LARGEST / numbers);
    for (int from = 0; from < rows; from += most) {
      part.on(from, Math.min(most, rows - from));
    }
  }
}
