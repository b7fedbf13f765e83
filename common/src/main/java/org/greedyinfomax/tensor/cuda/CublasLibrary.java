package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Functions of cuBLAS, under their own names, and where the library is. */
final class CublasLibrary {

  /** Names a library to take, or {@link #NONE}. */
  static final String LIBRARY = "org.greedyinfomax.cuda.cublas";

  /** As the library: none, wherever one may be. */
  static final String NONE = "none";

  private static final int[] VERSIONS = {13, 12, 11}; // newest first
  private static final String TOOLKITS = "/usr/local";
  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  private static Optional<Boolean> isLoaded = Optional.empty();

  private CublasLibrary() {}

  /**
   * Loads it, once for a process.
   *
   * @param works says whether what is loaded can be used
   * @return false if none is found that can
   */
  static synchronized boolean load(BooleanSupplier works) {
    if (isLoaded.isEmpty()) {
      isLoaded = Optional.of(choose(candidates(), works));
    }
    return isLoaded.get();
  }

  /** Loads the first that can be loaded and used. */
  static boolean choose(List<String> candidates, BooleanSupplier works) {
    return candidates.stream().anyMatch(library -> load(library) && works.getAsBoolean());
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

  /** Returns what is named; or all that may be there. */
  private static List<String> candidates() {
    String named = System.getProperty(LIBRARY);
    if (named != null) {
      return named.equals(NONE) ? List.of() : List.of(named);
    }
    return candidates(Path.of(TOOLKITS));
  }

  /**
   * Returns where to look, the same on every node: newest versions first, of each where the linker
   * looks before toolkits, and of these those with higher numbers first.
   *
   * @param toolkits folder that has folders of toolkits
   */
  static List<String> candidates(Path toolkits) {
    String[] found = toolkits.toFile().list((folder, name) -> name.startsWith("cuda"));
    List<String> sorted =
        Arrays.stream(found == null ? new String[0] : found)
            .sorted(Comparator.comparing(CublasLibrary::numbers, Arrays::compare).reversed())
            .toList();
    List<String> names = new ArrayList<>();
    for (int version : VERSIONS) {
      names.add("libcublas.so." + version);
      for (String toolkit : sorted) {
        names.add(toolkits.resolve(toolkit) + "/lib64/libcublas.so." + version);
      }
    }
    return names;
  }

  /** Of {@code cuda-12.4}: 12 and 4. */
  private static int[] numbers(String toolkit) {
    return NUMBER.matcher(toolkit).results().mapToInt(CublasLibrary::number).toArray();
  }

  private static int number(MatchResult digits) {
    return Integer.parseInt(digits.group());
  }

  static native int cublasCreate_v2(LongByReference handle);

  static native int cublasDestroy_v2(long handle);

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
