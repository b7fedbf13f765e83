package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.Precision;

/**
 * Products by cuBLAS, where it is installed; of version 11, 12 or 13. Single precision stays single
 * precision: no product goes through TF32.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cublas/">cuBLAS</a>
 */
final class Cublas {

  /** Names a library to take, or {@link #NONE}. */
  static final String LIBRARY = "org.greedyinfomax.cuda.cublas";

  /** As the library: none, wherever one may be. */
  static final String NONE = "none";

  private static final int[] VERSIONS = {13, 12, 11}; // newest first
  private static final String TOOLKITS = "/usr/local";
  private static final int DEFAULT_MATH = 0;
  private static final int NOT_TURNED = 0;
  private static final int TURNED = 1;

  /** Bytes that it may compute in: what its documentation advises for Hopper. */
  private static final long WORKSPACE = 32L << 20;

  private static Optional<Boolean> isLoaded = Optional.empty();

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

  /** Opens it for a stream, or says that it is nowhere. */
  static Optional<Cublas> on(CudaDevice device, long stream, Precision precision) {
    if (!load()) {
      return Optional.empty();
    }
    LongByReference handle = new LongByReference();
    check(cublasCreate_v2(handle), "opened");
    check(cublasSetStream_v2(handle.getValue(), stream), "opened");
    check(cublasSetMathMode(handle.getValue(), DEFAULT_MATH), "opened");
    // With memory of its own, products of one stream never depend on those of another.
    long workspace = device.allocate(WORKSPACE);
    check(cublasSetWorkspace_v2(handle.getValue(), workspace, WORKSPACE), "opened");
    return Optional.of(new Cublas(handle.getValue(), precision));
  }

  private static synchronized boolean load() {
    if (isLoaded.isEmpty()) {
      isLoaded = Optional.of(candidates().stream().anyMatch(Cublas::load));
    }
    return isLoaded.get();
  }

  private static boolean load(String library) {
    try {
      File file = new File(library);
      if (file.isFile()) { // what it needs lies beside it, where the linker may not look
        File second = new File(library.replace("libcublas.", "libcublasLt."));
        if (second.isFile()) {
          NativeLibrary.getInstance(second.getPath());
        }
      }
      Native.register(Cublas.class, NativeLibrary.getInstance(library));
      return true;
    } catch (UnsatisfiedLinkError e) {
      return false;
    }
  }

  /** Where to look, in this order: what is named, where the linker looks, toolkits. */
  private static List<String> candidates() {
    String named = System.getProperty(LIBRARY);
    if (named != null) {
      return named.equals(NONE) ? List.of() : List.of(named);
    }
    List<String> names = new ArrayList<>();
    Arrays.stream(VERSIONS).forEach(version -> names.add("libcublas.so." + version));
    String[] toolkits = new File(TOOLKITS).list((folder, name) -> name.startsWith("cuda"));
    for (String toolkit : toolkits == null ? new String[0] : toolkits) {
      for (int version : VERSIONS) {
        names.add(TOOLKITS + "/" + toolkit + "/lib64/libcublas.so." + version);
      }
    }
    return names;
  }

  /** Its version, for people. */
  String version() {
    IntByReference version = new IntByReference();
    check(cublasGetVersion_v2(handle, version), "asked for its version");
    int number = version.getValue();
    return String.format(Locale.ROOT, "%d.%d.%d", number / 10000, number / 100 % 100, number % 100);
  }

  /** {@code c = a·b}, or {@code c += a·b}. What is stored by rows, it reads as by columns. */
  void multiply(Matrix a, Matrix b, boolean isAdded, Matrix c) {
    long one = com.sun.jna.Pointer.nativeValue(factors) + precisionBytes();
    long beta = isAdded ? one : one - precisionBytes();
    int turnA = a.isTransposed() ? TURNED : NOT_TURNED;
    int turnB = b.isTransposed() ? TURNED : NOT_TURNED;
    int m = c.columns();
    int n = c.rows();
    int k = a.productColumns();
    int error =
        precision == Precision.SINGLE
            ? cublasSgemm_v2(
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
            : cublasDgemm_v2(
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

  private long precisionBytes() {
    return precision == Precision.SINGLE ? Float.BYTES : Double.BYTES;
  }

  private static void check(int error, String doing) {
    if (error != CudaDriver.SUCCESS) {
      throw new DeviceException(
          String.format(Locale.ROOT, "cuBLAS failed when it was %s (status %d)", doing, error));
    }
  }

  private static native int cublasCreate_v2(LongByReference handle);

  private static native int cublasGetVersion_v2(long handle, IntByReference version);

  private static native int cublasSetStream_v2(long handle, long stream);

  private static native int cublasSetWorkspace_v2(long handle, long workspace, long bytes);

  private static native int cublasSetMathMode(long handle, int mode);

  private static native int cublasSgemm_v2(
      long handle,
      int turnA,
      int turnB,
      int m,
      int n,
      int k,
      long alpha,
      long a,
      int strideA,
      long b,
      int strideB,
      long beta,
      long c,
      int strideC);

  private static native int cublasDgemm_v2(
      long handle,
      int turnA,
      int turnB,
      int m,
      int n,
      int k,
      long alpha,
      long a,
      int strideA,
      long b,
      int strideB,
      long beta,
      long c,
      int strideC);
}
