package org.greedyinfomax.tensor.cpu;

/** Passes over the rows of a matrix in single precision: what adds to them a bias, or sums them. */
final class FloatRows {

  private FloatRows() {}

  /** {@code x[i + r·columns + c] += row[j + c]} over {@code rows} and {@code columns}. */
  static void add(FloatMemory x, long i, int rows, FloatMemory row, long j, int columns) {
    overRows(
        x,
        i,
        (long) rows * columns,
        repeated(row, j, columns, rows),
        (numbers, added, size) -> {
          for (int k = 0; k < size; k++) {
            numbers[k] += added[k];
          }
        });
  }

  /** {@link #add} and a ReLU in one pass. */
  static void addRelu(FloatMemory x, long i, int rows, FloatMemory row, long j, int columns) {
    overRows(
        x,
        i,
        (long) rows * columns,
        repeated(row, j, columns, rows),
        (numbers, added, size) -> {
          for (int k = 0; k < size; k++) {
            numbers[k] = Math.max(0, numbers[k] + added[k]);
          }
        });
  }

  /** Changes the first numbers of an array by those of another. */
  @FunctionalInterface
  private interface Change {
    void make(float[] numbers, float[] other, int size);
  }

  private static void overRows(
      FloatMemory x, long i, long length, float[] repeated, Change change) {
    float[] numbers = new float[repeated.length];
    for (long done = 0; done < length; done += repeated.length) {
      int size = (int) Math.min(repeated.length, length - done);
      x.take(i + done, numbers, size);
      change.make(numbers, repeated, size);
      x.give(i + done, numbers, size);
    }
  }

  /** Returns a row some times, so that a loop over many rows is one loop. */
  private static float[] repeated(FloatMemory row, long j, int columns, int rows) {
    float[] repeated =
        new float[Math.min(rows, Math.max(1, FloatMemory.CHUNK / columns)) * columns];
    row.take(j, repeated, columns);
    for (int done = columns; done < repeated.length; done += columns) {
      System.arraycopy(repeated, 0, repeated, done, columns);
    }
    return repeated;
  }

  /**
   * {@code sums[c] += Σ_r x[i + r·columns + c]}: sums of some rows in single precision, and of
   * these in double.
   */
  static void addColumnSums(FloatMemory x, long i, int rows, double[] sums) {
    int columns = sums.length;
    int most = Math.max(1, FloatMemory.CHUNK / columns);
    float[] numbers = new float[Math.min(rows, most) * columns];
    for (int r = 0; r < rows; r += most) {
      int some = Math.min(most, rows - r);
      x.take(i + (long) r * columns, numbers, some * columns);
      for (int height = some; height > 1; height = (height + 1) / 2) {
        // The lower half of the rows is added to the upper; an odd one in the middle stays.
        int kept = (height + 1) / 2 * columns;
        for (int k = 0; k < height / 2 * columns; k++) {
          numbers[k] += numbers[kept + k];
        }
      }
      for (int c = 0; c < columns; c++) {
        sums[c] += numbers[c];
      }
    }
  }
}
