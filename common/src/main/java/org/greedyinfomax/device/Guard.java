package org.greedyinfomax.device;

import org.greedyinfomax.Text;
import org.greedyinfomax.device.Cuda.Capability;
import org.greedyinfomax.device.Cuda.CudaException;

/**
 * Finds out whether ND4J could compute on this process's GPU, without starting ND4J: what fails
 * after its start fails for good.
 */
final class Guard {

  private static final String LIBRARIES =
      "install CUDA 11.6 there (libcudart.so.11.0, libcublas.so.11, libcublasLt.so.11,"
          + " libcusolver.so.11), on LD_LIBRARY_PATH";

  /** The library that comes with the driver, and not with CUDA. */
  private static final String OF_DRIVER = "libcuda.so";

  private static final String DRIVER =
      "see what nvidia-smi says there: a driver of version 510 or newer is needed";

  private final Cuda cuda;

  Guard(Cuda cuda) {
    this.cuda = cuda;
  }

  /**
   * What was found.
   *
   * @param isUsable whether the GPU can be used
   * @param text the GPU's name, or why it cannot be used
   * @param remedy what to do if it cannot
   */
  record Finding(boolean isUsable, String text, String remedy) {

    private static Finding unusable(String reason, String remedy) {
      return new Finding(false, reason, remedy);
    }
  }

  /** Goes step by step as far as it can. */
  Finding find() {
    if (!cuda.isBuiltIn()) {
      return Finding.unusable(
          "this program was built without code for GPUs", "build it with mvn -Pcuda package");
    }
    try {
      cuda.loadRuntime();
    } catch (CudaException e) {
      return e.getMessage().startsWith(OF_DRIVER)
          ? Finding.unusable(
              Text.format("there is no driver for GPUs (%s)", e.getMessage()), DRIVER)
          : Finding.unusable(
              Text.format("the libraries of CUDA 11 do not load (%s)", e.getMessage()), LIBRARIES);
    }
    try {
      return onDevice();
    } catch (CudaException e) {
      return Finding.unusable(
          Text.format("CUDA finds no GPU that works (%s)", e.getMessage()), DRIVER);
    }
  }

  private Finding onDevice() throws CudaException {
    int devices = cuda.devices();
    if (devices != 1) {
      return Finding.unusable(
          Text.format("the process sees %d GPUs, and must see one", devices),
          "give each executor one GPU, by CUDA_VISIBLE_DEVICES where the cluster manager does not");
    }
    String name = cuda.name();
    Capability capability = cuda.capability();
    if (!capability.isCovered()) {
      return Finding.unusable(
          Text.format(
              "ND4J's code for CUDA 11.6 does not run on this GPU (%s, compute capability %s)",
              name, capability),
          "take GPUs of capability 3.7 to 8.9 (P100, V100, T4, A100, A10, L4), or CPUs");
    }
    try {
      cuda.loadNd4j();
    } catch (CudaException e) {
      return Finding.unusable(
          Text.format("ND4J's library for GPUs does not load (%s)", e.getMessage()), LIBRARIES);
    }
    return new Finding(true, Text.format("%s, compute capability %s", name, capability), "");
  }
}
