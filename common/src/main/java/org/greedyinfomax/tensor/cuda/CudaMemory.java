package org.greedyinfomax.tensor.cuda;

import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;

/** A block of numbers on the GPU. */
final class CudaMemory implements Memory {

  private final long address;
  private final int bytes; // of a number
  private final long size;
  private final Runnable release;

  /**
   * Makes a view of what is allocated.
   *
   * @param release gives it back
   */
  CudaMemory(long address, Precision precision, long size, Runnable release) {
    this.address = address;
    bytes = bytes(precision);
    this.size = size;
    this.release = release;
  }

  /** Bytes of a number. */
  static int bytes(Precision precision) {
    return precision == Precision.SINGLE ? Float.BYTES : Double.BYTES;
  }

  /** Returns where a matrix begins. */
  static long address(Matrix x) {
    return ((CudaMemory) x.memory()).address(x.offset());
  }

  /** Returns where a tensor begins. */
  static long address(Tensor x) {
    return ((CudaMemory) x.memory()).address(x.offset());
  }

  private long address(long offset) {
    return address + offset * bytes;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void release() {
    release.run();
  }
}
