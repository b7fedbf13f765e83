package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.Optional;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.MatrixBatch;
import org.greedyinfomax.tensor.Precision;

/**
 * Products by cuBLAS, where it is installed; of version 11, 12 or 13. Single precision stays single
 * precision: no product goes through TF32.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cublas/">cuBLAS</a>
 */
final class Cublas {

  private static final int DEFAULT_MATH = 0;
  private static final int NOT_TURNED = 0;
  private static final int TURNED = 1;
  private static final int NO_MEMORY = 3; // a status

  /** Bytes that it may compute in: what its documentation advises for Hopper. */
  private static final long WORKSPACE = 32L << 20;

  private final long handle;
  private final Precision precision;
  private final Memory factors = new Memory(3L * Double.BYTES); // zero and one, side by side

  private Cublas(long handle, Precision precision) {
    this.handle = handle;
    this.precision = precision;
    factors.clear();
    if (precision == Precision.SINGLE) {
      factors.setFloat(Float.BYTES, 1);
    } else {
      factors.setDouble(Double.BYTES, 1);
    }
  }

  /**
   * Opens it for a stream, or says that there is none that works on this GPU.
   *
   * @throws DeviceException if the GPU has too little memory for it
   */
  static Optional<Cublas> on(CudaDevice device, long stream, Precision precision) {
    return CublasLibrary.load(() -> works(device, stream))
        ? Optional.of(open(device, stream, precision))
        : Optional.empty();
  }

  /**
   * Returns whether the library that was just loaded multiplies: one for a newer driver, or for
   * newer GPUs, can be loaded and still refuses to.
   *
   * @throws DeviceException if it only has too little memory
   */
  static boolean works(CudaDevice device, long stream) {
    LongByReference handle = new LongByReference();
    int error = CublasLibrary.cublasCreate_v2(handle);
    if (error == NO_MEMORY) {
      check(error, "opened");
    }
    if (error != CudaDriver.SUCCESS) {
      return false;
    }
    try {
      return CublasLibrary.cublasSetStream_v2(handle.getValue(), stream) == CudaDriver.SUCCESS
          && multipliesOne(device, stream, new Cublas(handle.getValue(), Precision.SINGLE));
    } finally {
      CublasLibrary.cublasDestroy_v2(handle.getValue());
    }
  }

  private static boolean multipliesOne(CudaDevice device, long stream, Cublas cublas) {
    long memory = device.allocate(Float.BYTES);
    try {
      CudaDriver.check(
          CudaDriver.cuMemsetD8Async(memory, 0, Float.BYTES, stream), "the GPU cannot clear");
      int error = cublas.multiplyOne(memory);
      CudaDriver.check(CudaDriver.cuStreamSynchronize(stream), "the GPU fails by cuBLAS");
      return error == CudaDriver.SUCCESS;
    } finally {
      CudaDriver.cuMemFree_v2(memory);
    }
  }

  /** {@code c = c·c}, for a single number. */
  private int multiplyOne(long c) {
    long zero = Pointer.nativeValue(factors);
    long one = zero + precisionBytes();
    return CublasLibrary.cublasSgemm_v2(
        handle, NOT_TURNED, NOT_TURNED, 1, 1, 1, one, c, 1, c, 1, zero, c, 1);
  }

  private static Cublas open(CudaDevice device, long stream, Precision precision) {
    LongByReference handle = new LongByReference();
    check(CublasLibrary.cublasCreate_v2(handle), "opened");
    long workspace = 0;
    try {
      check(CublasLibrary.cublasSetStream_v2(handle.getValue(), stream), "opened");
      check(CublasLibrary.cublasSetMathMode(handle.getValue(), DEFAULT_MATH), "opened");
      // With memory of its own, products of one stream never depend on those of another.
      workspace = device.allocate(WORKSPACE);
      check(CublasLibrary.cublasSetWorkspace_v2(handle.getValue(), workspace, WORKSPACE), "opened");
      return new Cublas(handle.getValue(), precision);
    } catch (DeviceException e) {
      CublasLibrary.cublasDestroy_v2(handle.getValue());
      if (workspace != 0) {
        CudaDriver.cuMemFree_v2(workspace);
      }
      throw e;
    }
  }

  /** Its version, for people. */
  String version() {
    IntByReference version = new IntByReference();
    check(CublasLibrary.cublasGetVersion_v2(handle, version), "asked for its version");
    int number = version.getValue();
    return Text.format("%d.%d.%d", number / 10000, number / 100 % 100, number % 100);
  }

  /** {@code c = a·b}, or {@code c += a·b}. What is stored by rows, it reads as by columns. */
  void multiply(Matrix a, Matrix b, boolean isAdded, Matrix c) {
    long one = Pointer.nativeValue(factors) + precisionBytes();
    long beta = isAdded ? one : one - precisionBytes();
    int turnA = a.isTransposed() ? TURNED : NOT_TURNED;
    int turnB = b.isTransposed() ? TURNED : NOT_TURNED;
    int m = c.columns();
    int n = c.rows();
    int k = a.productColumns();
    int error =
        precision == Precision.SINGLE
            ? CublasLibrary.cublasSgemm_v2(
                handle,
                turnB,
                turnA,
                m,
                n,
                k,
                one,
                CudaMemory.address(b),
                b.rowStride(),
                CudaMemory.address(a),
                a.rowStride(),
                beta,
                CudaMemory.address(c),
                c.rowStride())
            : CublasLibrary.cublasDgemm_v2(
                handle,
                turnB,
                turnA,
                m,
                n,
                k,
                one,
                CudaMemory.address(b),
                b.rowStride(),
                CudaMemory.address(a),
                a.rowStride(),
                beta,
                CudaMemory.address(c),
                c.rowStride());
    check(error, "asked for a product");
  }

  /** {@code c[i] = a[i]·b[i]} for all of them at once. */
  void multiplyBatch(MatrixBatch all, MatrixBatch others, MatrixBatch results) {
    long one = Pointer.nativeValue(factors) + precisionBytes();
    Matrix a = all.first();
    Matrix b = others.first();
    Matrix c = results.first();
    int turnA = a.isTransposed() ? TURNED : NOT_TURNED;
    int turnB = b.isTransposed() ? TURNED : NOT_TURNED;
    int error =
        precision == Precision.SINGLE
            ? CublasLibrary.cublasSgemmStridedBatched(
                handle,
                turnB,
                turnA,
                c.columns(),
                c.rows(),
                a.productColumns(),
                one,
                CudaMemory.address(b),
                b.rowStride(),
                others.distance(),
                CudaMemory.address(a),
                a.rowStride(),
                all.distance(),
                one - precisionBytes(),
                CudaMemory.address(c),
                c.rowStride(),
                results.distance(),
                results.count())
            : CublasLibrary.cublasDgemmStridedBatched(
                handle,
                turnB,
                turnA,
                c.columns(),
                c.rows(),
                a.productColumns(),
                one,
                CudaMemory.address(b),
                b.rowStride(),
                others.distance(),
                CudaMemory.address(a),
                a.rowStride(),
                all.distance(),
                one - precisionBytes(),
                CudaMemory.address(c),
                c.rowStride(),
                results.distance(),
                results.count());
    check(error, "asked for products");
  }

  private long precisionBytes() {
    return precision == Precision.SINGLE ? Float.BYTES : Double.BYTES;
  }

  private static void check(int error, String doing) {
    if (error != CudaDriver.SUCCESS) {
      throw new DeviceException(
          Text.format("cuBLAS failed when it was %s (status %d)", doing, error));
    }
  }
}
