package org.greedyinfomax.tensor.cpu;

import static org.bytedeco.openblas.global.openblas.cblas_saxpy;
import static org.bytedeco.openblas.global.openblas.cblas_sdot;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.FloatRawIndexer;
import org.greedyinfomax.tensor.AdamStep;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Numbers in single precision, in the memory of an ND4J array.
 *
 * <p>A pass takes a thousand numbers into arrays of Java's heap, computes there, and puts them
 * back. Over arrays the JIT compiler makes loops that work on many numbers at once, which over
 * native memory it does not, and the arrays stay in the processor's nearest cache.
 */
final class FloatMemory extends HostMemory {

  /** Numbers in an array. */
  static final int CHUNK = 1024;

  /** Numbers in a line of a processor's cache. */
  private static final int LINE = 16;

  /** Numbers from the start of one buffer to the next's; a buffer has at most 2^31 bytes. */
  private static final int SPAN = 1 << 28;

  /** Numbers that a buffer shares with the next. */
  private static final int OVERLAP = 1 << 20;

  private final FloatPointer pointer;
  private final FloatPointer left; // these three move
  private final FloatPointer right;
  private final FloatPointer result;
  private final FloatRawIndexer cells;
  private final FloatBuffer[] buffers; // all of it, see SPAN
  private final IntBuffer[] bits; // the same numbers as they are stored

  FloatMemory(INDArray array) {
    super(array);
    pointer = new FloatPointer(array.data().addressPointer());
    pointer.capacity(array.length());
    left = new FloatPointer(pointer);
    right = new FloatPointer(pointer);
    result = new FloatPointer(pointer);
    cells = new FloatRawIndexer(pointer);
    int count = Math.toIntExact((array.length() + SPAN - 1) / SPAN);
    buffers = new FloatBuffer[count];
    bits = new IntBuffer[count];
    for (int b = 0; b < count; b++) {
      long start = (long) b * SPAN;
      FloatPointer part = pointer.getPointer(start);
      part.capacity(Math.min(SPAN + OVERLAP, array.length() - start));
      buffers[b] = part.asBuffer();
      bits[b] = new IntPointer(part).asBuffer();
    }
  }

  /** Returns the first argument of an operation, until the next one's. */
  FloatPointer left(long i) {
    return left.position(i);
  }

  /** Returns the second argument of an operation, until the next one's. */
  FloatPointer right(long i) {
    return right.position(i);
  }

  /** Returns the result of an operation, until the next one's. */
  FloatPointer result(long i) {
    return result.position(i);
  }

  /** Returns the buffer that number {@code i} and some more lie in. */
  private static int buffer(long i) {
    return (int) (i / SPAN);
  }

  /** Returns where in its buffer number {@code i} lies. */
  private static int place(long i) {
    return (int) (i % SPAN);
  }

  /** {@code to[k] = this[i + k]} over {@code length}, at most {@value #OVERLAP}. */
  void take(long i, float[] to, int length) {
    buffers[buffer(i)].get(place(i), to, 0, length);
  }

  /** {@code this[i + k] = from[k]} over {@code length}, at most {@value #OVERLAP}. */
  void give(long i, float[] from, int length) {
    buffers[buffer(i)].put(place(i), from, 0, length);
  }

  /**
   * Returns the sum of one number of each 64 bytes over {@code length}: so all are in the cache
   * then.
   */
  float touch(long i, int length) {
    float sum = 0;
    for (int k = 0; k < length; k += LINE) {
      sum += cells.getRaw(i + k);
    }
    return sum;
  }

  private void takeBits(long i, int[] to, int length) {
    bits[buffer(i)].get(place(i), to, 0, length);
  }

  private void giveBits(long i, int[] from, int length) {
    bits[buffer(i)].put(place(i), from, 0, length);
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
  void read(long i, float[] to) {
    for (int done = 0; done < to.length; done += OVERLAP) {
      int size = Math.min(OVERLAP, to.length - done);
      buffers[buffer(i + done)].get(place(i + done), to, done, size);
    }
  }

  @Override
  void write(long i, float[] from) {
    for (int done = 0; done < from.length; done += OVERLAP) {
      int size = Math.min(OVERLAP, from.length - done);
      buffers[buffer(i + done)].put(place(i + done), from, done, size);
    }
  }

  @Override
  void clear(long i, long length) {
    Pointer.memset(pointer.getPointer(i), 0, length * Float.BYTES);
  }

  @Override
  void copy(long i, HostMemory other, long j, int length) {
    FloatBuffer[] source = ((FloatMemory) other).buffers;
    for (int done = 0; done < length; done += OVERLAP) {
      int size = Math.min(OVERLAP, length - done);
      buffers[buffer(i + done)].put(
          place(i + done), source[buffer(j + done)], place(j + done), size);
    }
  }

  @Override
  double dot(long i, HostMemory other, long j, int length) {
    return cblas_sdot(length, left.position(i), 1, ((FloatMemory) other).right(j), 1);
  }

  @Override
  void addScaled(long i, double factor, HostMemory other, long j, int length) {
    FloatPointer from = ((FloatMemory) other).right(j);
    cblas_saxpy(length, (float) factor, from, 1, left.position(i), 1);
  }

  @Override
  void relu(long i, HostMemory other, long j, long length) {
    float[] numbers = new float[(int) Math.min(length, CHUNK)];
    for (long done = 0; done < length; done += CHUNK) {
      int size = (int) Math.min(CHUNK, length - done);
      ((FloatMemory) other).take(j + done, numbers, size);
      for (int k = 0; k < size; k++) {
        numbers[k] = Math.max(0, numbers[k]);
      }
      give(i + done, numbers, size);
    }
  }

  @Override
  void reluGradient(long i, HostMemory other, long j, long length) {
    int[] gradients = new int[(int) Math.min(length, CHUNK)];
    int[] outputs = new int[gradients.length];
    for (long done = 0; done < length; done += CHUNK) {
      int size = (int) Math.min(CHUNK, length - done);
      ((FloatMemory) other).takeBits(j + done, outputs, size);
      takeBits(i + done, gradients, size);
      for (int k = 0; k < size; k++) {
        // All bits where an output is above zero, else none: a branch would be guessed wrong.
        gradients[k] &= (~outputs[k] & -outputs[k]) >> 31;
      }
      giveBits(i + done, gradients, size);
    }
  }

  @Override
  boolean roundToHalf(long i, long length) {
    HalfRounding rounding = new HalfRounding((int) Math.min(length, CHUNK));
    boolean fits = true;
    for (long done = 0; done < length; done += CHUNK) {
      int size = (int) Math.min(CHUNK, length - done);
      takeBits(i + done, rounding.numbers(), size);
      fits &= rounding.round(size);
      giveBits(i + done, rounding.numbers(), size);
    }
    return fits;
  }

  @Override
  void addRow(long i, int rows, HostMemory row, long j, int columns) {
    FloatRows.add(this, i, rows, (FloatMemory) row, j, columns);
  }

  @Override
  void addRowRelu(long i, int rows, HostMemory row, long j, int columns) {
    FloatRows.addRelu(this, i, rows, (FloatMemory) row, j, columns);
  }

  @Override
  void addColumnSums(long i, int rows, double[] sums) {
    FloatRows.addColumnSums(this, i, rows, sums);
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
    FloatAdam update = new FloatAdam(step, (int) Math.min(length, CHUNK));
    for (long done = 0; done < length; done += CHUNK) {
      int size = (int) Math.min(CHUNK, length - done);
      ((FloatMemory) gradient).take(g + done, update.gradients(), size);
      ((FloatMemory) first).take(m + done, update.firstMoments(), size);
      ((FloatMemory) second).take(v + done, update.secondMoments(), size);
      take(i + done, update.values(), size);
      update.apply(size);
      ((FloatMemory) first).give(m + done, update.firstMoments(), size);
      ((FloatMemory) second).give(v + done, update.secondMoments(), size);
      give(i + done, update.values(), size);
    }
  }
}
