package org.greedyinfomax.tensor;

import static org.bytedeco.openblas.global.openblas.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas.cblas_ddot;
import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_scopy;
import static org.bytedeco.openblas.global.openblas.cblas_sdot;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.DoubleRawIndexer;
import org.bytedeco.javacpp.indexer.FloatRawIndexer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers in the memory of an ND4J array. Reading and writing them one by one costs what reading an
 * array element costs; no bounds are checked, because {@link Matrix} and {@link Tensor} did. Used
 * by one thread at a time.
 */
abstract sealed class HostMemory implements Memory {

  /** Numbers passed through Java's heap at a time, where loops run on several at once. */
  private static final int CHUNK = 2048;

  private final INDArray array;

  private HostMemory(INDArray array) {
    this.array = array;
  }

  static HostMemory allocate(Precision precision, long size) {
    DataType type = precision == Precision.SINGLE ? DataType.FLOAT : DataType.DOUBLE;
    INDArray array = Nd4j.createUninitializedDetached(type, size);
    return precision == Precision.SINGLE ? new Singles(array) : new Doubles(array);
  }

  abstract double get(long i);

  abstract void put(long i, double value);

  /** Sets {@code length} numbers to zero. */
  abstract void clear(long i, long length);

  /** {@code this[i + k] = other[j + k]} over {@code length}. */
  abstract void copy(long i, HostMemory other, long j, int length);

  /** {@code Σ this[i + k]·other[j + k]} over {@code length}. */
  abstract double dot(long i, HostMemory other, long j, int length);

  /** {@code this[i + k] += factor·other[j + k]} over {@code length}. */
  abstract void addScaled(long i, double factor, HostMemory other, long j, int length);

  /** {@code this[i + k] = max(0, this[i + k])} over {@code length}; NaN stays. */
  abstract void relu(long i, int length);

  /**
   * Zeroes {@code this[i + k]} where {@code other[j + k]} is not above zero, over {@code length}.
   */
  abstract void reluGradient(long i, HostMemory other, long j, int length);

  @Override
  public long size() {
    return array.length();
  }

  @Override
  public void release() {
    array.close();
  }

  /** Single precision. */
  static final class Singles extends HostMemory {

    private final FloatPointer pointer;
    private final FloatPointer left; // moves; on the left of an operation on two rows
    private final FloatPointer right; // moves; on the right of one
    private final IntPointer bits; // moves; the same numbers as they are stored
    private final FloatRawIndexer cells;

    private Singles(INDArray array) {
      super(array);
      pointer = new FloatPointer(array.data().addressPointer());
      pointer.capacity(array.length());
      left = new FloatPointer(pointer);
      right = new FloatPointer(pointer);
      bits = new IntPointer(pointer);
      cells = new FloatRawIndexer(pointer);
    }

    FloatPointer at(long i) {
      return pointer.getPointer(i);
    }

    @Override
    double get(long i) {
      return cells.getRaw(i);
    }

    @Override
    void put(long i, double value) {
      cells.putRaw(i, (float) value);
    }

    @Override
    void clear(long i, long length) {
      Pointer.memset(at(i), 0, length * Float.BYTES);
    }

    @Override
    void copy(long i, HostMemory other, long j, int length) {
      cblas_scopy(length, ((Singles) other).right.position(j), 1, left.position(i), 1);
    }

    @Override
    double dot(long i, HostMemory other, long j, int length) {
      return cblas_sdot(length, left.position(i), 1, ((Singles) other).right.position(j), 1);
    }

    @Override
    void addScaled(long i, double factor, HostMemory other, long j, int length) {
      FloatPointer from = ((Singles) other).right.position(j);
      cblas_saxpy(length, (float) factor, from, 1, left.position(i), 1);
    }

    @Override
    void relu(long i, int length) {
      float[] numbers = new float[Math.min(length, CHUNK)];
      for (int done = 0; done < length; done += CHUNK) {
        int size = Math.min(CHUNK, length - done);
        left.position(i + done).get(numbers, 0, size);
        for (int k = 0; k < size; k++) {
          numbers[k] = Math.max(0, numbers[k]);
        }
        left.put(numbers, 0, size);
      }
    }

    @Override
    void reluGradient(long i, HostMemory other, long j, int length) {
      int[] slopes = new int[Math.min(length, CHUNK)];
      int[] outputs = new int[slopes.length];
      for (int done = 0; done < length; done += CHUNK) {
        int size = Math.min(CHUNK, length - done);
        ((Singles) other).bits.position(j + done).get(outputs, 0, size);
        bits.position(i + done).get(slopes, 0, size);
        for (int k = 0; k < size; k++) {
          // All bits where an output is above zero, else none: a branch would be guessed wrong.
          slopes[k] &= (~outputs[k] & -outputs[k]) >> 31;
        }
        bits.position(i + done).put(slopes, 0, size);
      }
    }
  }

  /** Double precision. */
  static final class Doubles extends HostMemory {

    private final DoublePointer pointer;
    private final DoublePointer left; // moves; on the left of an operation on two rows
    private final DoublePointer right; // moves; on the right of one
    private final DoubleRawIndexer cells;

    private Doubles(INDArray array) {
      super(array);
      pointer = new DoublePointer(array.data().addressPointer());
      pointer.capacity(array.length());
      left = new DoublePointer(pointer);
      right = new DoublePointer(pointer);
      cells = new DoubleRawIndexer(pointer);
    }

    DoublePointer at(long i) {
      return pointer.getPointer(i);
    }

    @Override
    double get(long i) {
      return cells.getRaw(i);
    }

    @Override
    void put(long i, double value) {
      cells.putRaw(i, value);
    }

    @Override
    void clear(long i, long length) {
      Pointer.memset(at(i), 0, length * Double.BYTES);
    }

    @Override
    void copy(long i, HostMemory other, long j, int length) {
      cblas_dcopy(length, ((Doubles) other).right.position(j), 1, left.position(i), 1);
    }

    @Override
    double dot(long i, HostMemory other, long j, int length) {
      return cblas_ddot(length, left.position(i), 1, ((Doubles) other).right.position(j), 1);
    }

    @Override
    void addScaled(long i, double factor, HostMemory other, long j, int length) {
      DoublePointer from = ((Doubles) other).right.position(j);
      cblas_daxpy(length, factor, from, 1, left.position(i), 1);
    }

    @Override
    void relu(long i, int length) {
      for (int k = 0; k < length; k++) {
        cells.putRaw(i + k, Math.max(0, cells.getRaw(i + k)));
      }
    }

    @Override
    void reluGradient(long i, HostMemory other, long j, int length) {
      DoubleRawIndexer outputs = ((Doubles) other).cells;
      for (int k = 0; k < length; k++) {
        cells.putRaw(i + k, outputs.getRaw(j + k) > 0 ? cells.getRaw(i + k) : 0);
      }
    }
  }
}
