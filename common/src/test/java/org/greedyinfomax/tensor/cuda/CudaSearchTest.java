package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.greedyinfomax.tensor.cuda.CudaSearch.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a machine, on a driver that says what it is told to. */
final class CudaSearchTest {

  private static final int AMPERE = 8;

  @BeforeEach
  void load() {
    StandIn.load();
  }

  @AfterEach
  void restore() {
    StandIn.devices(1, AMPERE);
    StandIn.restoreMemory();
  }

  @Test
  void takesNoGpuWithoutMemoryForABlock() {
    assertThat(CudaSearch.look().isUsable()).isTrue(); // a stream is made
    StandIn.memory(StandIn.held() + (15 << 20));

    Finding found = CudaSearch.look();

    assertThat(found.isUsable()).isFalse();
    assertThat(found.hasDriver()).isTrue();
    assertThat(found.text()).startsWith("emulated GPU has no room for 16 MiB more");
    assertThat(found.remedy()).startsWith("see what nvidia-smi says there: who else uses the GPU");
  }

  @ParameterizedTest
  @CsvSource({
    "context, the GPU cannot be opened (CUDA_ERROR_OUT_OF_MEMORY)",
    "module, the driver cannot translate this program's kernels: update it (CUDA_ERROR_UNKNOWN)",
    "memory, emulated GPU has no room for 1 MiB more"
  })
  void leavesAGpuThatCannotBeUsedToOthers(String failing, String reason)
      throws IOException, InterruptedException {
    List<String> lines = SearchAnew.run(List.of(), failing);

    assertThat(lines.get(0)).startsWith("false true " + reason);
    assertThat(lines.get(1)).startsWith("CPU").contains(reason);
    assertThat(lines.get(2)).startsWith("device is cuda, but " + reason);
  }

  @Test
  void computesByKernelsWhereCublasDoesNotWork() throws IOException, InterruptedException {
    assertThat(SearchAnew.run(List.of(), "cublas"))
        .first()
        .asString()
        .isEqualTo(
            "true true emulated GPU, compute capability 8.0, driver for CUDA 12.8, own products");
  }

  @Test
  void saysThatNativeLibrariesCannotBeUnpacked(@TempDir Path folder)
      throws IOException, InterruptedException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(SearchAnew.run(List.of("-Djna.tmpdir=" + file.resolve("in")), "jna"))
        .first()
        .asString()
        .startsWith("false " + Files.exists(Path.of("/proc/driver/nvidia")))
        .contains(" native libraries cannot be called: ")
        .doesNotContain("there is no NVIDIA driver");
  }

  @Test
  void findsAGpuThatItsKernelsRunOn() {
    Finding found = CudaSearch.look();

    assertThat(found.isUsable()).isTrue();
    assertThat(found.text()).isEqualTo("emulated GPU");
  }

  @Test
  void saysThatThereIsNoDriver() {
    String driver = System.getProperty(CudaDriver.LIBRARY);
    System.setProperty(CudaDriver.LIBRARY, "libnowhere.so.1");
    try {
      Finding found = CudaSearch.look();

      assertThat(found.isUsable()).isFalse();
      assertThat(found.hasDriver()).isFalse();
      assertThat(found.text()).isEqualTo("there is no NVIDIA driver");
      assertThat(found.remedy())
          .isEqualTo("see what nvidia-smi says there: a driver of version 450 or newer is needed");
    } finally {
      System.setProperty(CudaDriver.LIBRARY, driver);
    }
  }

  @Test
  void saysThatTheDriverFindsNoGpu() {
    StandIn.devices(0, AMPERE);

    Finding found = CudaSearch.look();

    assertThat(found.isUsable()).isFalse();
    assertThat(found.hasDriver()).isTrue();
    assertThat(found.text())
        .isEqualTo("there is an NVIDIA driver, but it finds no GPU (CUDA_ERROR_NO_DEVICE)");
  }

  @Test
  void takesNoneOfSeveralGpus() {
    StandIn.devices(2, AMPERE);

    Finding found = CudaSearch.look();

    assertThat(found.isUsable()).isFalse();
    assertThat(found.text()).isEqualTo("the process sees 2 GPUs, and must see one");
    assertThat(found.remedy()).startsWith("give each executor one GPU, by CUDA_VISIBLE_DEVICES");
  }

  @Test
  void takesNoGpuThatIsTooOld() {
    StandIn.devices(1, 6);

    Finding found = CudaSearch.look();

    assertThat(found.isUsable()).isFalse();
    assertThat(found.text())
        .isEqualTo(
            "the kernels are for GPUs of compute capability 7.0 or newer, and emulated GPU is of"
                + " generation 6");
    assertThat(found.remedy()).isEqualTo("take a newer GPU (V100, T4, A100, L4, H100)");
  }
}
