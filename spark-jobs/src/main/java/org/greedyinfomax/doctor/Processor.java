package org.greedyinfomax.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greedyinfomax.Text;

/**
 * A machine's processors, and which code OpenBLAS takes for them.
 *
 * @param architecture as Java names it
 * @param cores that this process may use
 * @param features that products profit from, of those that Linux tells
 * @param kernel that OpenBLAS is told to take; empty if it chooses
 */
record Processor(String architecture, int cores, List<String> features, Optional<String> kernel) {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final List<String> USEFUL = List.of("avx2", "fma", "avx512f", "asimd", "sve");

  Processor {
    features = List.copyOf(features);
  }

  static Processor here() {
    return new Processor(
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        featuresIn(CPUINFO),
        kernelIn(System.getenv()));
  }

  /** Features that a file of Linux's form names, in the order of {@link #USEFUL}. */
  static List<String> featuresIn(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      List<String> found =
          lines
              .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
              .findFirst()
              .map(line -> List.of(line.substring(line.indexOf(':') + 1).strip().split(" ")))
              .orElse(List.of());
      return USEFUL.stream().filter(found::contains).toList();
    } catch (IOException e) {
      return List.of(); // no Linux
    }
  }

  static Optional<String> kernelIn(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("OPENBLAS_CORETYPE"));
  }

  /** Whether OpenBLAS may be half as fast as it could be: it knows few of these by name. */
  boolean isPerhapsUnknown() {
    return features.contains("avx512f") && kernel.isEmpty();
  }

  @Override
  public String toString() {
    return Text.format(
            "%s, %d cores%s%s",
            architecture,
            cores,
            features.isEmpty() ? "" : ", " + String.join(" ", features),
            kernel.map(name -> ", OPENBLAS_CORETYPE=" + name).orElse(""))
        + (isPerhapsUnknown() ? ", OPENBLAS_CORETYPE not set" : "");
  }
}
