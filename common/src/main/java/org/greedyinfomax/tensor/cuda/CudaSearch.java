package org.greedyinfomax.tensor.cuda;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.DeviceException;

/** Whether this process has a GPU that {@link CudaEngine} can use, and why not. */
final class CudaSearch {

  private static final String DRIVER =
      "see what nvidia-smi says there: a driver of version 450 or newer is needed";

  private static final String IN_USE =
      "see what nvidia-smi says there: who else uses the GPU, and whether its driver is of version"
          + " 450 or newer";

  /** Is there where the driver is in Linux's kernel. */
  private static final Path OF_DRIVER = Path.of("/proc/driver/nvidia");

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
      CudaDriver.startCalls();
    } catch (LinkageError e) {
      return new Finding(
          false,
          Files.exists(OF_DRIVER),
          "native libraries cannot be called: " + innermost(e),
          "let Java unpack them to a folder from which libraries may be loaded, with"
              + " -Djna.tmpdir=FOLDER");
    }
    NativeLibrary library;
    try {
      library = CudaDriver.library();
    } catch (UnsatisfiedLinkError e) {
      return new Finding(false, false, "there is no NVIDIA driver", DRIVER);
    }
    try {
      CudaDriver.bind(library);
    } catch (LinkageError e) {
      return Finding.unusable("the NVIDIA driver cannot be called: " + innermost(e), DRIVER);
    }
    try {
      return askDriver();
    } catch (DeviceException e) {
      return Finding.unusable(e.getMessage(), IN_USE);
    }
  }

  private static String innermost(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).strip();
  }

  private static Finding askDriver() {
    int error = CudaDriver.cuInit(0);
    IntByReference count = new IntByReference();
    if (error == CudaDriver.SUCCESS) {
      error = CudaDriver.cuDeviceGetCount(count);
    }
    if (error != CudaDriver.SUCCESS) {
      return Finding.unusable(
          Text.format(
              "there is an NVIDIA driver, but it finds no GPU (%s)", CudaDriver.name(error)),
          DRIVER);
    }
    if (count.getValue() != 1) {
      return Finding.unusable(
          Text.format("the process sees %d GPUs, and must see one", count.getValue()),
          "give each executor one GPU, by CUDA_VISIBLE_DEVICES where the cluster manager does not");
    }
    IntByReference device = new IntByReference();
    CudaDriver.check(CudaDriver.cuDeviceGet(device, 0), "the GPU cannot be opened");
    String name = CudaDevice.name(device.getValue());
    int generation = CudaDevice.generation(device.getValue());
    if (generation < OLDEST) {
      return Finding.unusable(
          Text.format(
              "the kernels are for GPUs of compute capability 7.0 or newer, and %s is of"
                  + " generation %d",
              name, generation),
          "take a newer GPU (V100, T4, A100, L4, H100)");
    }
    CudaDevice.tryOut();
    return new Finding(true, true, name, "");
  }
}
