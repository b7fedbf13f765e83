package org.greedyinfomax.tensor;

import java.util.Objects;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * A view of a rectangle of numbers in a block of memory: never a copy.
 *
 * @param memory that holds the numbers
 * @param offset of the first number
 * @param rows of the stored rectangle, at least 1
 * @param columns of the stored rectangle, at least 1; a row's numbers are adjacent
 * @param rowStride distance between the starts of two rows, at least {@code columns}
 * @param isTransposed whether products read it with rows and columns exchanged
 */
public record Matrix(
    Memory memory, long offset, int rows, int columns, int rowStride, boolean isTransposed) {

  public Matrix {
    Check.argument(
        rows >= 1 && columns >= 1,
        "a matrix needs rows and columns, but is %d x %d",
        rows,
        columns);
    Check.argument(
        rowStride >= columns, "rowStride must be at least %d, but is %d", columns, rowStride);
    long end = offset + (rows - 1L) * rowStride + columns;
    Check.argument(
        offset >= 0 && end <= memory.size(),
        "a matrix from %d to %d does not lie in memory of %d numbers",
        offset,
        end,
        memory.size());
  }

  /** Returns the same numbers, read by products with rows and columns exchanged. */
  public Matrix transposed() {
    return new Matrix(memory, offset, rows, columns, rowStride, !isTransposed);
  }

  /** Rows {@code from} to {@code from + count}. */
  public Matrix rows(int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
    return new Matrix(
        memory, offset + (long) from * rowStride, count, columns, rowStride, isTransposed);
  }

  /** Columns {@code from} to {@code from + count}. */
  public Matrix columns(int from, int count) {
    Objects.checkFromIndexSize(from, count, columns);
    return new Matrix(memory, offset + from, rows, count, rowStride, isTransposed);
  }

  /** Returns whether there are no gaps between its rows. */
  public boolean isContiguous() {
    return rowStride == columns || rows == 1;
  }

  /**
   * Returns where in the memory row {@code r} starts. This is the check of bounds: what an engine
   * reads and writes from there on is not checked again.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public long row(int r) {
    return offset + (long) Objects.checkIndex(r, rows) * rowStride;
  }

  /** Its rows, as products read it. */
  public int productRows() {
    return isTransposed ? columns : rows;
  }

  /** Its columns, as products read it. */
  public int productColumns() {
    return isTransposed ? rows : columns;
  }

  /** Its shape, as products read it. */
  @Override
  public String toString() {
    return Text.format("[%d, %d]", productRows(), productColumns());
  }
}
