package org.greedyinfomax.tensor.cpu;

import static org.bytedeco.openblas.global.openblas.cblas_daxpy;
import static org.bytedeco.openblas.global.openblas.cblas_dcopy;
import static org.bytedeco.openblas.global.openblas.cblas_ddot;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.DoubleRawIndexer;
import org.greedyinfomax.tensor.AdamStep;
import org.greedyinfomax.tensor.Half;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Numbers in double precision, for tests of gradients: passes go from one to the next. */
final class DoubleMemory extends HostMemory {

  private final DoublePointer pointer;
  private final DoublePointer left; // these three move
  private final DoublePointer right;
  private final DoublePointer result;
  private final DoubleRawIndexer cells;

  DoubleMemory(INDArray array) {
    super(array);
    pointer = new DoublePointer(array.data().addressPointer());
    pointer.capacity(array.length());
    left = new DoublePointer(pointer);
    right = new DoublePointer(pointer);
    result = new DoublePointer(pointer);
    cells = new DoubleRawIndexer(pointer);
  }

  /** Returns the first argument of an operation, until the next one's. */
  DoublePointer left(long i) {
    return left.position(i);
  }

  /** Returns the second argument of an operation, until the next one's. */
  DoublePointer right(long i) {
    return right.position(i);
  }

  /** Returns the result of an operation, until the next one's. */
  DoublePointer result(long i) {
    return result.position(i);
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
  void read(long i, float[] to) {
    for (int k = 0; k < to.length; k++) {
      to[k] = (float) cells.getRaw(i + k);
    }
  }

  @Override
  void write(long i, float[] from) {
    for (int k = 0; k < from.length; k++) {
      cells.putRaw(i + k, from[k]);
    }
  }

  @Override
  void clear(long i, long length) {
    Pointer.memset(pointer.getPointer(i), 0, length * Double.BYTES);
  }

  @Override
  void copy(long i, HostMemory other, long j, int length) {
    cblas_dcopy(length, ((DoubleMemory) other).right(j), 1, left.position(i), 1);
  }

  @Override
  double dot(long i, HostMemory other, long j, int length) {
    return cblas_ddot(length, left.position(i), 1, ((DoubleMemory) other).right(j), 1);
  }

  @Override
  void addScaled(long i, double factor, HostMemory other, long j, int length) {
    DoublePointer from = ((DoubleMemory) other).right(j);
    cblas_daxpy(length, factor, from, 1, left.position(i), 1);
  }

  @Override
  void addRow(long i, int rows, HostMemory row, long j, int columns) {
    for (int r = 0; r < rows; r++) {
      addScaled(i + (long) r * columns, 1, row, j, columns);
    }
  }

  @Override
  void addRowRelu(long i, int rows, HostMemory row, long j, int columns) {
    addRow(i, rows, row, j, columns);
    relu(i, this, i, (long) rows * columns);
  }

  @Override
  void relu(long i, HostMemory other, long j, long length) {
    DoubleRawIndexer numbers = ((DoubleMemory) other).cells;
    for (long k = 0; k < length; k++) {
      cells.putRaw(i + k, Math.max(0, numbers.getRaw(j + k)));
    }
  }

  @Override
  void reluGradient(long i, HostMemory other, long j, long length) {
    DoubleRawIndexer outputs = ((DoubleMemory) other).cells;
    for (long k = 0; k < length; k++) {
      cells.putRaw(i + k, outputs.getRaw(j + k) > 0 ? cells.getRaw(i + k) : 0);
    }
  }

  @Override
  void addColumnSums(long i, int rows, double[] sums) {
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < sums.length; c++) {
        sums[c] += cells.getRaw(i + (long) r * sums.length + c);
      }
    }
  }

  @Override
  boolean roundToHalf(long i, long length) {
    boolean fits = true;
    for (long k = i; k < i + length; k++) {
      float rounded = Half.rounded((float) cells.getRaw(k));
      fits &= Math.abs(rounded) != Float.POSITIVE_INFINITY;
      cells.putRaw(k, rounded);
    }
    return fits;
  }

  @Override
  void adam(
      AdamStep step,
      long i,
      HostMemory gradient,
      long g,
      HostMemory first,
      long m,
      HostMemory second,
      long v,
      long length) {
    for (long k = 0; k < length; k++) {
      double derivative = gradient.get(g + k);
      double mean = step.beta1() * first.get(m + k) + (1 - step.beta1()) * derivative;
      double square =
          step.beta2() * second.get(v + k) + (1 - step.beta2()) * derivative * derivative;
      first.put(m + k, mean);
      second.put(v + k, square);
      double root = Math.sqrt(square) / step.secondCorrection() + step.epsilon();
      put(i + k, get(i + k) - step.stepSize() * mean / root);
    }
  }
}
