package org.greedyinfomax.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greedyinfomax.device.Cuda.Capability;
import org.greedyinfomax.device.FakeCuda.StepOfCuda;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.factory.Nd4j;

/** On what a process computes, and what it says if that is not what was asked for. */
final class BackendTest {

  @Test
  void takesAGpuThatWorks() {
    Backend backend = on(FakeCuda.working());

    Device device = backend.decide(DeviceChoice.AUTO);

    assertThat(device).isEqualTo(Device.gpu("Test GPU, compute capability 8.0"));
    assertThat(device).hasToString("Test GPU, compute capability 8.0");
    assertThat(backend.isGpu()).isTrue();
    assertThat(backend.decide(DeviceChoice.CUDA)).isEqualTo(device);
  }

  @Test
  void computesOnTheCpuIfItWasBuiltWithoutCodeForGpus() {
    assertRefused(
        FakeCuda.working().notBuiltIn(),
        "this program was built without code for GPUs",
        "build it with mvn -Pcuda package");
  }

  @Test
  void computesOnTheCpuIfThereAreNoLibraries() {
    assertRefused(
        FakeCuda.working().failing(StepOfCuda.RUNTIME, "libcudart.so.11.0: cannot open"),
        "the libraries of CUDA 11 do not load (libcudart.so.11.0: cannot open)",
        "install CUDA 11.6 there (libcudart.so.11.0, libcublas.so.11, libcublasLt.so.11,"
            + " libcusolver.so.11), on LD_LIBRARY_PATH");
  }

  @Test
  void computesOnTheCpuIfThereIsNoDriver() {
    assertRefused(
        FakeCuda.working().failing(StepOfCuda.RUNTIME, "libcuda.so.1: cannot open"),
        "there is no driver for GPUs (libcuda.so.1: cannot open)",
        "see what nvidia-smi says there: a driver of version 510 or newer is needed");
  }

  @Test
  void computesOnTheCpuIfTheDriverIsTooOld() {
    assertRefused(
        FakeCuda.working().failing(StepOfCuda.DEVICES, "CUDA driver version is insufficient"),
        "CUDA finds no GPU that works (CUDA driver version is insufficient)",
        "see what nvidia-smi says there: a driver of version 510 or newer is needed");
  }

  @ParameterizedTest
  @CsvSource({"0", "2", "8"})
  void computesOnTheCpuUnlessItSeesOneGpu(int gpus) {
    assertRefused(
        FakeCuda.working().devices(gpus),
        "the process sees %d GPUs, and must see one".formatted(gpus),
        "give each executor one GPU, by CUDA_VISIBLE_DEVICES where the cluster manager does not");
  }

  @Test
  void computesOnTheCpuIfTheGpuIsTooNew() {
    assertRefused(
        FakeCuda.working().capability(9, 0),
        "ND4J's code for CUDA 11.6 does not run on this GPU (Test GPU, compute capability 9.0)",
        "take GPUs of capability 3.7 to 8.9 (P100, V100, T4, A100, A10, L4), or CPUs");
  }

  @Test
  void computesOnTheCpuIfNd4jsLibraryIsBroken() {
    assertRefused(
        FakeCuda.working().failing(StepOfCuda.ND4J, "libnd4jcuda.so: file too short"),
        "ND4J's library for GPUs does not load (libnd4jcuda.so: file too short)",
        "install CUDA 11.6 there (libcudart.so.11.0, libcublas.so.11, libcublasLt.so.11,"
            + " libcusolver.so.11), on LD_LIBRARY_PATH");
  }

  @ParameterizedTest
  @CsvSource({
    "3, 5, false",
    "3, 7, true",
    "5, 0, true",
    "6, 1, true",
    "7, 5, true",
    "8, 0, true",
    "8, 9, true",
    "9, 0, false",
    "10, 0, false",
    "12, 0, false"
  })
  void knowsWhatGpusNd4jHasCodeFor(int major, int minor, boolean isCovered) {
    assertThat(new Capability(major, minor).isCovered()).isEqualTo(isCovered);
  }

  @Test
  void neverAsksForAGpuIfTheCpuIsWanted() {
    Backend backend = on(FakeCuda.working().failing(StepOfCuda.RUNTIME, "asked"));

    assertThat(backend.decide(DeviceChoice.CPU)).hasToString("CPU");
    assertThat(backend.decide(DeviceChoice.AUTO)).hasToString("CPU");
  }

  @Test
  void staysWithWhatItHasDecided() {
    Backend onGpu = on(FakeCuda.working());
    onGpu.decide(DeviceChoice.AUTO);
    Backend onCpu = on(FakeCuda.working());
    onCpu.decide(DeviceChoice.CPU);

    assertThatThrownBy(() -> onGpu.decide(DeviceChoice.CPU))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "device is cpu, but this process computes on its GPU already: start a process of its"
                + " own");
    assertThatThrownBy(() -> onCpu.decide(DeviceChoice.CUDA))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "device is cuda, but this process computes on its CPU already: start a process of its"
                + " own");
  }

  /** CUDA's own code is on the class path of tests, but nothing of it is on this machine. */
  @Test
  void asksTheMachineWithoutHarm() {
    Guard.Finding finding = new Guard(new NativeCuda()).find();

    assertThat(finding.isUsable()).isFalse();
    assertThat(finding.text()).isEqualTo("this program was built without code for GPUs");
    assertThatThrownBy(() -> new NativeCuda().loadRuntime())
        .isInstanceOf(Cuda.CudaException.class)
        .hasMessageContaining("jnicudart");
  }

  @Test
  void leavesNd4jWithItsBackendForCpus() {
    assertThat(Backend.bind(DeviceChoice.AUTO).isGpu()).isFalse();

    assertThat(Nd4j.getBackend()).isInstanceOf(GuardedCpuBackend.class);
  }

  private static Backend on(Cuda cuda) {
    return new Backend(new Guard(cuda));
  }

  private static void assertRefused(Cuda cuda, String reason, String remedy) {
    Backend backend = on(cuda);
    assertThatThrownBy(() -> backend.decide(DeviceChoice.CUDA))
        .isInstanceOf(DeviceException.class)
        .hasMessage("device is cuda, but %s: %s, or set device = auto".formatted(reason, remedy));
    assertThat(backend.isGpu()).isFalse();

    assertThat(backend.decide(DeviceChoice.AUTO)).hasToString("CPU, because " + reason);
  }
}
