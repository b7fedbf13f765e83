package org.greedyinfomax.tensor;

import java.util.Arrays;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * A dense array of numbers with a shape, in a block of memory. The last index runs fastest, without
 * gaps.
 *
 * <p>A tensor does not own its memory: an {@link Arena} or whoever allocated the block does.
 */
public final class Tensor {

  private final Memory memory;
  private final long offset;
  private final int[] shape;

  Tensor(Memory memory, long offset, int... shape) {
    this.memory = memory;
    this.offset = offset;
    this.shape = shape.clone();
    Check.argument(
        offset >= 0 && offset + size() <= memory.size(),
        "a %s at %d does not lie in memory of %d numbers",
        this,
        offset,
        memory.size());
  }

  /** Numbers in a tensor of the given shape. */
  public static long sizeOf(int... shape) {
    long size = 1;
    for (int length : shape) {
      if (length < 1) {
        throw new IllegalArgumentException(
            Text.format("shape %s must be positive", Arrays.toString(shape)));
      }
      size *= length;
    }
    return size;
  }

  public int[] shape() {
    return shape.clone();
  }

  /** Length along an axis, 0 being the slowest. */
  public int length(int axis) {
    return shape[axis];
  }

  public int axes() {
    return shape.length;
  }

  public long size() {
    return sizeOf(shape);
  }

  /** Returns the block that holds its numbers. */
  public Memory memory() {
    return memory;
  }

  /** Returns where in that block its first number is. */
  public long offset() {
    return offset;
  }

  /** Returns the same numbers in another shape. */
  public Tensor reshape(int... to) {
    Check.argument(sizeOf(to) == size(), "%s cannot take the shape %s", this, Arrays.toString(to));
    return new Tensor(memory, offset, to);
  }

  /** Part of a flat tensor: {@code sizeOf(to)} numbers from {@code start} on, shaped {@code to}. */
  public Tensor slice(long start, int... to) {
    Check.argument(
        start >= 0 && start + sizeOf(to) <= size(),
        "%s has no slice of shape %s at %d",
        this,
        Arrays.toString(to),
        start);
    return new Tensor(memory, offset + start, to);
  }

  /** Returns all numbers as rows as long as the last axis. */
  public Matrix matrix() {
    int columns = shape[shape.length - 1];
    return rows(0, Shapes.count(size() / columns), columns, columns);
  }

  /**
   * Returns a rectangle anywhere in this tensor.
   *
   * @param start of its first number, counted from this tensor's first
   * @param rowStride distance between the starts of two rows
   */
  public Matrix rows(long start, int rows, int columns, int rowStride) {
    Check.argument(
        start >= 0 && start + (rows - 1L) * rowStride + columns <= size(),
        "%s has no %d rows of %d numbers every %d from %d on",
        this,
        rows,
        columns,
        rowStride,
        start);
    return new Matrix(memory, offset + start, rows, columns, rowStride, false);
  }

  /** Throws unless the shape is this one; {@code -1} stands for any length. */
  public Tensor require(String name, int... expected) {
    boolean fits = expected.length == shape.length;
    for (int i = 0; fits && i < expected.length; i++) {
      fits = expected[i] == -1 || expected[i] == shape[i];
    }
    if (!fits) { // texts are made only when they are needed: this is called at every step
      throw new IllegalArgumentException(
          Text.format(
              "%s must have shape %s, but has %s",
              name, Arrays.toString(expected).replace("-1", "*"), Arrays.toString(shape)));
    }
    return this;
  }

  @Override
  public String toString() {
    return "tensor of shape " + Arrays.toString(shape);
  }
}
