package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.greedyinfomax.tensor.cuda.CudaSearch.Finding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
