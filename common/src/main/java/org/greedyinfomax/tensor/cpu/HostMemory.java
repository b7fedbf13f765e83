package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.Precision;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers in the memory of an ND4J array. No bounds are checked, because {@link Matrix} and {@link
 * Tensor} did. Used by one thread at a time.
 */
abstract sealed class HostMemory implements Memory permits FloatMemory, DoubleMemory {

  private final INDArray array;

  HostMemory(INDArray array) {
    this.array = array;
  }

  static HostMemory allocate(Precision precision, long size) {
    DataType type = precision == Precision.SINGLE ? DataType.FLOAT : DataType.DOUBLE;
    INDArray array = Nd4j.createUninitializedDetached(type, size);
    return precision == Precision.SINGLE ? new FloatMemory(array) : new DoubleMemory(array);
  }

  /** One number, at the cost of an array element. */
  abstract double get(long i);

  /** Sets one number, rounded, at the cost of an array element. */
  abstract void put(long i, double value);

  /** {@code to[k] = this[i + k]} for all of {@code to}, rounded. */
  abstract void read(long i, float[] to);

  /** {@code this[i + k] = from[k]} for all of {@code from}. */
  abstract void write(long i, float[] from);

  /** Sets {@code length} numbers to zero. */
  abstract void clear(long i, long length);

  /** {@code this[i + k] = other[j + k]} over {@code length}. */
  abstract void copy(long i, HostMemory other, long j, int length);

  /** {@code Σ this[i + k]·other[j + k]} over {@code length}. */
  abstract double dot(long i, HostMemory other, long j, int length);

  /** {@code this[i + k] += factor·other[j + k]} over {@code length}. */
  abstract void addScaled(long i, double factor, HostMemory other, long j, int length);

  /** {@code this[i + r·columns + c] += row[j + c]} over {@code rows} and {@code columns}. */
  abstract void addRow(long i, int rows, HostMemory row, long j, int columns);

  /** {@link #addRow} and {@link #relu} in one pass. */
  abstract void addRowRelu(long i, int rows, HostMemory row, long j, int columns);

  /** {@code this[i + k] = max(0, other[j + k])} over {@code length}; NaN stays. */
  abstract void relu(long i, HostMemory other, long j, long length);

  /**
   * Zeroes {@code this[i + k]} where {@code other[j + k]} is not above zero, over {@code length}.
   */
  abstract void reluGradient(long i, HostMemory other, long j, long length);

  /** {@code sums[c] += Σ_r this[i + r·columns + c]} over {@code rows} and all of {@code sums}. */
  abstract void addColumnSums(long i, int rows, double[] sums);

  /**
   * Rounds {@code length} numbers to half precision.
   *
   * @return false if one lies beyond its range, and is now infinite
   */
  abstract boolean roundToHalf(long i, long length);

  /** {@link Engine#adam} on {@code length} numbers, each array from an index on. */
  abstract void adam(
      AdamStep step,
      long i,
      HostMemory gradient,
      long g,
      HostMemory first,
      long m,
      HostMemory second,
      long v,
      long length);

  @Override
  public long size() {
    return array.length();
  }

  @Override
  public void release() {
    array.close();
  }
}
