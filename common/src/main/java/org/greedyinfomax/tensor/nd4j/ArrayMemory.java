package org.greedyinfomax.tensor.nd4j;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Numbers in one ND4J array, on whatever device ND4J computes, and views of parts of it.
 *
 * <p>A view shares the array's buffer: operations read and write through it. Making one takes ND4J
 * about as long as a small operation, and a training step asks for the same ones each time, so they
 * are kept.
 */
final class ArrayMemory implements Memory {

  /** Views kept, each some hundred bytes: a step of a recurrent module needs a few thousand. */
  private static final int MOST = 1 << 14;

  private final INDArray array;
  private final Runnable onRelease;
  private final Map<Place, INDArray> views = new HashMap<>();

  ArrayMemory(DataType type, long size, Runnable onRelease) {
    array = Nd4j.createUninitializedDetached(type, size);
    this.onRelease = onRelease;
  }

  /** Returns the stored rectangle, whether products read it transposed or not. */
  static INDArray view(Matrix x) {
    return of(x.memory()).view(x.offset(), lengths(x.rows(), x.columns()), strides(x));
  }

  /** Returns all of a tensor, with its shape. */
  static INDArray view(Tensor x) {
    return of(x.memory()).dense(x.offset(), Arrays.stream(x.shape()).asLongStream().toArray());
  }

  /** Returns all numbers of a tensor in another shape. */
  static INDArray view(Tensor x, int... shape) {
    return view(x.reshape(shape));
  }

  /** Returns all numbers of a tensor, in a row. */
  static INDArray flat(Tensor x) {
    return of(x.memory()).dense(x.offset(), lengths(x.size()));
  }

  /**
   * Returns what products read, with rows and columns exchanged: column-major, unless it is turned.
   */
  static INDArray turned(Matrix x) {
    return x.isTransposed()
        ? view(x)
        : of(x.memory())
            .view(x.offset(), lengths(x.columns(), x.rows()), lengths(1, strides(x)[0]));
  }

  static ArrayMemory of(Memory memory) {
    return (ArrayMemory) memory;
  }

  /** Distances between neighbours along each axis. */
  private static long[] strides(Matrix x) {
    return lengths(x.isContiguous() ? x.columns() : x.rowStride(), 1);
  }

  static long[] lengths(long... lengths) {
    return lengths;
  }

  /** Numbers from {@code offset} on, without gaps. */
  private INDArray dense(long offset, long[] lengths) {
    long[] strides = new long[lengths.length];
    long stride = 1;
    for (int axis = lengths.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= lengths[axis];
    }
    return view(offset, lengths, strides);
  }

  /** Numbers at distances of {@code strides} along each axis, from {@code offset} on. */
  INDArray view(long offset, long[] lengths, long[] strides) {
    Place place = new Place(offset, lengths, strides);
    INDArray known = views.get(place);
    if (known != null) {
      return known;
    }
    if (views.size() == MOST) {
      views.clear();
    }
    boolean isColumnMajor = lengths.length == 2 && strides[0] == 1 && strides[1] > 1;
    INDArray view = Nd4j.create(array.data(), lengths, strides, offset, isColumnMajor ? 'f' : 'c');
    views.put(place, view);
    return view;
  }

  @Override
  public long size() {
    return array.length();
  }

  @Override
  public void release() {
    views.clear();
    array.close();
    onRelease.run();
  }

  /** Where a view's numbers are. */
  private static final class Place {

    private final long offset;
    private final long[] lengths;
    private final long[] strides;
    private final int hash;

    Place(long offset, long[] lengths, long[] strides) {
      this.offset = offset;
      this.lengths = lengths;
      this.strides = strides;
      hash =
          31 * (31 * Long.hashCode(offset) + Arrays.hashCode(lengths)) + Arrays.hashCode(strides);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Place place
          && offset == place.offset
          && Arrays.equals(lengths, place.lengths)
          && Arrays.equals(strides, place.strides);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
