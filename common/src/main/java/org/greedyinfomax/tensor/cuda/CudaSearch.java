package org.greedyinfomax.tensor.cuda;

import com.sun.jna.ptr.IntByReference;
import java.util.Locale;
import java.util.Optional;

/** Whether this process has a GPU that {@link CudaEngine} can use, and why not. */
public final class CudaSearch {

  private static final String DRIVER =
      "see what nvidia-smi says there: a driver of version 450 or newer is needed";

  private static final int OLDEST = 7; // generation that the kernels are for

  private static Optional<Finding> found = Optional.empty();

  private CudaSearch() {}

  /**
   * What was found.
   *
   * @param isUsable whether there is such a GPU
   * @param hasDriver whether there is NVIDIA's driver
   * @param text the GPU's name, or why there is none
   * @param remedy what to do if there is none
   */
  public record Finding(boolean isUsable, boolean hasDriver, String text, String remedy) {

    private static Finding unusable(String reason, String remedy) {
      return new Finding(false, true, reason, remedy);
    }
  }

  /** Looks once for a process. */
  public static synchronized Finding find() {
    if (found.isEmpty()) {
      found = Optional.of(look());
    }
    return found.get();
  }

  /** Goes step by step as far as it can. */
  static Finding look() {
    try {
      CudaDriver.load();
    } catch (LinkageError e) { // of the driver, or of what calls it
      return new Finding(false, false, "there is no NVIDIA driver", DRIVER);
    }
    int error = CudaDriver.cuInit(0);
    IntByReference count = new IntByReference();
    if (error == CudaDriver.SUCCESS) {
      error = CudaDriver.cuDeviceGetCount(count);
    }
    if (error != CudaDriver.SUCCESS) {
      return Finding.unusable(
          String.format(
              Locale.ROOT,
              "there is an NVIDIA driver, but it finds no GPU (%s)",
              CudaDriver.name(error)),
          DRIVER);
    }
    if (count.getValue() != 1) {
      return Finding.unusable(
          String.format(
              Locale.ROOT, "the process sees %d GPUs, and must see one", count.getValue()),
          "give each executor one GPU, by CUDA_VISIBLE_DEVICES where the cluster manager does not");
    }
    IntByReference device = new IntByReference();
    CudaDriver.check(CudaDriver.cuDeviceGet(device, 0), "the GPU cannot be opened");
    String name = CudaDevice.name(device.getValue());
    int generation = CudaDevice.generation(device.getValue());
    if (generation < OLDEST) {
      return Finding.unusable(
          String.format(
              Locale.ROOT,
              "the kernels are for GPUs of compute capability 7.0 or newer, and %s is of"
                  + " generation %d",
              name,
              generation),
          "take a newer GPU (V100, T4, A100, L4, H100)");
    }
    return new Finding(true, true, name, "");
  }
}
