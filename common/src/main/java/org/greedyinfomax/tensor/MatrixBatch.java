package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;

/**
 * A strided batch of matrices: matrices of one shape at equal distances in a block of memory.
 *
 * @param first of them
 * @param distance of numbers from the start of one to the next's, at least 0: at 0, all are the
 *     first
 * @param count at least 1
 */
public record MatrixBatch(Matrix first, long distance, int count) {

  public MatrixBatch {
    Check.argument(
        distance >= 0 && count >= 1,
        "matrices must be at least 1 at a distance of at least 0, but are %d at %d",
        count,
        distance);
    at(first, distance, count - 1); // lies in the memory, or there is none
  }

  /** One of them. */
  public Matrix at(int i) {
    return at(first, distance, i);
  }

  private static Matrix at(Matrix first, long distance, int i) {
    return new Matrix(
        first.memory(),
        first.offset() + i * distance,
        first.rows(),
        first.columns(),
        first.rowStride(),
        first.isTransposed());
  }
}
