package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels that are packed, and the source that they were compiled from. */
final class KernelsTest {

  private static final List<String> GPUS =
      List.of("70", "75", "80", "86", "89", "90", "100", "120");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"kernels.ptx", "kernels-double.ptx"})
  void wereCompiledFromTheirSource(String ptx) throws NoSuchAlgorithmException {
    byte[] source = CudaModule.resource("kernels.cu");
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(source));

    assertThat(text(ptx))
        .as("run bin/compile-kernels after a change of kernels.cu")
        .startsWith("// SHA-256 of kernels.cu: " + hash + ", ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernels.ptx", "kernels-double.ptx"})
  void haveNoSumsWhoseOrderChanceDecides(String ptx) {
    assertThat(text("kernels.cu")).doesNotContain("atomic");
    assertThat(text(ptx)).doesNotContainPattern("(?m)^\\s*(@\\S+ )?(atom|red)\\.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernels.ptx", "kernels-double.ptx"})
  void areWrittenForTheOldestDriverAndGpu(String ptx) {
    assertThat(text(ptx)).contains("\n.version 6.4\n.target sm_70\n");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"kernels.ptx", "kernels-double.ptx"})
  void areForEveryGpuThatTheAssemblerKnows(String ptx) throws IOException, InterruptedException {
    assumeTrue(isThere("ptxas"), "there is no ptxas, which assembles kernels");
    Path file = folder.resolve(ptx);
    Files.write(file, CudaModule.resource(ptx));
    List<String> gpus = knownToAssembler();
    assertThat(gpus).isNotEmpty();
    for (String gpu : gpus) {
      assertThat(run("ptxas", "-arch=sm_" + gpu, "-o", "/dev/null", file.toString()))
          .as("assembled for compute capability %s", gpu)
          .isZero();
    }
  }

  /** Of those that are promised: older ones know no new GPUs, and newer ones no old ones. */
  private static List<String> knownToAssembler() throws IOException {
    Process help = new ProcessBuilder("ptxas", "--help").redirectErrorStream(true).start();
    try (InputStream text = help.getInputStream()) {
      String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      Set<String> known =
          Pattern.compile("'sm_(\\d+)'")
              .matcher(all)
              .results()
              .map(match -> match.group(1))
              .collect(Collectors.toSet());
      return GPUS.stream().filter(known::contains).toList();
    }
  }

  @Test
  void areWhatTheCompilerMakesAnew() throws IOException, InterruptedException {
    assumeTrue(isThere("nvcc"), "there is no nvcc, which compiles kernels");
    Path root = Path.of(System.getProperty("project.root"));

    assertThat(run(root.resolve("bin/compile-kernels").toString(), folder.toString())).isZero();

    for (String ptx : List.of("kernels.ptx", "kernels-double.ptx")) {
      String anew = Files.readString(folder.resolve(ptx));
      assumeTrue(compiler(anew).equals(compiler(text(ptx))), "nvcc is of another version");
      assertThat(anew).isEqualTo(text(ptx));
    }
  }

  private static String compiler(String ptx) {
    return ptx.lines().filter(line -> line.contains("release")).findFirst().orElseThrow();
  }

  private static String text(String name) {
    return new String(CudaModule.resource(name), StandardCharsets.UTF_8);
  }

  private static boolean isThere(String program) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
