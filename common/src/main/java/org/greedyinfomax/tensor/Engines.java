package org.greedyinfomax.tensor;

import org.greedyinfomax.Text;
import org.greedyinfomax.device.Backend;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.tensor.cuda.CudaEngine;
import org.greedyinfomax.tensor.cuda.CudaSearch;
import org.greedyinfomax.tensor.nd4j.Nd4jEngine;

/**
 * Chooses the engine of single precision for what a process computes on: kernels of this program
 * where they run, ND4J on a GPU where the program was built with it, and the CPU elsewhere.
 */
public final class Engines {

  private Engines() {}

  /**
   * Opens an engine. One that computes on a GPU is checked first.
   *
   * @param choice what to compute on
   * @param threads that a product may use on the CPU, at least 1
   * @throws DeviceException if the choice cannot be met, or the device computes wrongly
   */
  public static Engine open(DeviceChoice choice, int threads) {
    Device device = device(choice);
    if (!device.isGpu()) {
      return CpuEngine.onCpu(Precision.SINGLE, threads);
    }
    Engine engine =
        CudaSearch.find().isUsable()
            ? CudaEngine.open(Precision.SINGLE)
            : Nd4jEngine.onBackend(Precision.SINGLE, device.name() + ", through ND4J");
    SelfCheck.require(engine);
    return engine;
  }

  /**
   * What {@link #open} computes on, and why not on a GPU.
   *
   * @throws DeviceException if the choice cannot be met
   */
  public static Device device(DeviceChoice choice) {
    if (choice == DeviceChoice.CPU) {
      return Backend.bind(choice);
    }
    CudaSearch.Finding found = CudaSearch.find();
    if (found.isUsable()) {
      return Device.gpu(found.text());
    }
    if (Backend.isBuiltForGpus()) {
      return Backend.bind(choice);
    }
    if (choice == DeviceChoice.CUDA) {
      throw new DeviceException(
          Text.format(
              "device is cuda, but %s: %s, or set device = auto", found.text(), found.remedy()));
    }
    Backend.bind(DeviceChoice.CPU);
    return Device.cpu(found.text());
  }

  /** Whether a GPU may be hoped for here: there is NVIDIA's driver, or ND4J's code for GPUs. */
  public static boolean mayHaveGpu() {
    return CudaSearch.find().hasDriver() || Backend.isBuiltForGpus();
  }
}
