package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Functions of cuBLAS, under their own names, and where the library is. */
final class CublasLibrary {

  /** Names a library to take, or {@link #NONE}. */
  static final String LIBRARY = "org.greedyinfomax.cuda.cublas";

  /** As the library: none, wherever one may be. */
  static final String NONE = "none";

  private static final int[] VERSIONS = {13, 12, 11}; // newest first
  private static final String TOOLKITS = "/usr/local";

  private static Optional<Boolean> isLoaded = Optional.empty();

  private CublasLibrary() {}

  /** Loads it, once for a process; false if it is nowhere. */
  static synchronized boolean load() {
    if (isLoaded.isEmpty()) {
      isLoaded = Optional.of(candidates().stream().anyMatch(CublasLibrary::load));
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
      Native.register(CublasLibrary.class, NativeLibrary.getInstance(library));
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

  static native int cublasCreate_v2(LongByReference handle);

  static native int cublasGetVersion_v2(long handle, IntByReference version);

  static native int cublasSetStream_v2(long handle, long stream);

  static native int cublasSetWorkspace_v2(long handle, long workspace, long bytes);

  static native int cublasSetMathMode(long handle, int mode);

  static native int cublasSgemm_v2(
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

  static native int cublasDgemm_v2(
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

  static native int cublasSgemmStridedBatched(
      long handle,
      int turnA,
      int turnB,
      int m,
      int n,
      int k,
      long alpha,
      long a,
      int strideA,
      long distanceA,
      long b,
      int strideB,
      long distanceB,
      long beta,
      long c,
      int strideC,
      long distanceC,
      int count);

  static native int cublasDgemmStridedBatched(
      long handle,
      int turnA,
      int turnB,
      int m,
      int n,
      int k,
      long alpha,
      long a,
      int strideA,
      long distanceA,
      long b,
      int strideB,
      long distanceB,
      long beta,
      long c,
      int strideC,
      long distanceC,
      int count);
}
