package org.greedyinfomax.tensor.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;

/**
 * Stands in for the driver of a GPU and for cuBLAS: a library with the same functions, which runs
 * the kernels on the CPU. It is built by g++ from the kernels' own source, and tests are skipped
 * where there is no g++.
 *
 * <p>With {@code -Dgpu=true} the same tests run on the GPU of this machine instead.
 */
public final class StandIn {

  private static final List<String> SOURCES = List.of("kernels.cu", "emulated.h", "driver.cpp");
  private static final String LIBRARY = "libgpu.so";
  private static final long MEMORY = 4L << 30;

  private static boolean isLoaded;

  private StandIn() {}

  /** Whether the machine's own GPU is tested. */
  public static boolean isReplaced() {
    return Boolean.getBoolean("gpu");
  }

  /** Skips a test of another engine where only the GPU, or what stands in for it, is tested. */
  public static void assumeAllAreTested() {
    assumeTrue(!isReplaced() && hasNd4j(), "only the engine for GPUs is tested");
  }

  private static boolean hasNd4j() {
    return StandIn.class.getResource("/org/nd4j/linalg/factory/Nd4j.class") != null;
  }

  /** Opens an engine on it. */
  public static Engine open(Precision precision) {
    if (!isReplaced()) {
      load();
    }
    return CudaEngine.open(precision);
  }

  /** Makes it the driver of this process. */
  public static synchronized NativeLibrary load() {
    assumeTrue(!isReplaced(), "a GPU takes the place of its stand-in");
    assumeTrue(hasCompiler(), "there is no g++, which builds the stand-in for a GPU's driver");
    Path library = build();
    if (!isLoaded) {
      System.setProperty(CudaDriver.LIBRARY, library.toString());
      System.setProperty(CublasLibrary.LIBRARY, library.toString());
      isLoaded = true;
    }
    return NativeLibrary.getInstance(library.toString());
  }

  private static boolean hasCompiler() {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "g++")));
  }

  /** Compiles it, unless it is there from the same sources. */
  private static Path build() {
    try {
      StringBuilder all = new StringBuilder();
      for (String source : SOURCES) {
        all.append(new String(resource(source), java.nio.charset.StandardCharsets.UTF_8));
      }
      String hash = HexFormat.of().toHexDigits(all.toString().hashCode());
      Path folder = Path.of("target", "stand-in", hash).toAbsolutePath();
      Path library = folder.resolve(LIBRARY);
      if (!Files.exists(library)) {
        Files.createDirectories(folder);
        for (String source : SOURCES) {
          Files.write(folder.resolve(source), resource(source));
        }
        compile(folder);
      }
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = StandIn.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    }
  }

  private static void compile(Path folder) throws IOException {
    Path unfinished = Files.createTempFile(folder, "lib", ".so");
    List<String> command =
        List.of(
            "g++",
            "-std=c++17",
            "-O2",
            "-shared",
            "-fPIC",
            "-w",
            "-o",
            unfinished.toString(),
            folder.resolve("driver.cpp").toString());
    Process compiler = new ProcessBuilder(command).inheritIO().start();
    try {
      if (!compiler.waitFor(5, TimeUnit.MINUTES) || compiler.exitValue() != 0) {
        throw new IllegalStateException("g++ cannot build the stand-in for a GPU's driver");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Files.move(unfinished, folder.resolve(LIBRARY), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Sets the order of threads and blocks. */
  static void seed(int seed) {
    load().getFunction("emulatedSeed").invoke(new Object[] {seed});
  }

  /** Lets every thread pass the barrier in a line of the kernels' source; -1 for none. */
  static void removeBarrier(int line) {
    load().getFunction("emulatedRemove").invoke(new Object[] {line});
  }

  /** Bytes that are allocated on it. */
  public static long held() {
    return load().getFunction("emulatedHeld").invokeLong(new Object[0]);
  }

  /** Streams and handles of cuBLAS that are open. */
  static int handles() {
    return load().getFunction("emulatedHandles").invokeInt(new Object[0]);
  }

  /** Has it refuse to be opened, or to translate kernels, with an error; 0 for none. */
  static void errors(int context, int module) {
    load().getFunction("emulatedErrors").invoke(new Object[] {context, module});
  }

  /** Has cuBLAS refuse to be opened, or to take memory, with a status; 0 for none. */
  static void cublas(int create, int workspace) {
    load().getFunction("emulatedCublas").invoke(new Object[] {create, workspace});
  }

  /** Sets how many bytes the GPU has. */
  public static void memory(long bytes) {
    load().getFunction("emulatedMemory").invoke(new Object[] {bytes});
  }

  /** Gives it the memory that it had. */
  public static void restoreMemory() {
    memory(MEMORY);
  }

  /** Sets how many GPUs there are, and of which generation. */
  static void devices(int count, int generation) {
    load().getFunction("emulatedDevices").invoke(new Object[] {count, generation});
  }
}
