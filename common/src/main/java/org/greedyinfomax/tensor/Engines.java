package org.greedyinfomax.tensor;

import org.greedyinfomax.device.Backend;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.device.DeviceException;

/** Chooses the engine of single precision for what a process computes on. */
public final class Engines {

  private Engines() {}

  /**
   * Opens an engine. One that computes on a GPU is checked first.
   *
   * @param choice what to compute on; one process computes on one device
   * @param threads that a product may use on the CPU, at least 1
   * @throws DeviceException if the choice cannot be met, or the device computes wrongly
   */
  public static Engine open(DeviceChoice choice, int threads) {
    Device device = Backend.bind(choice);
    if (!device.isGpu()) {
      return Nd4jEngine.onCpu(Precision.SINGLE, threads);
    }
    Engine engine = ArrayEngine.onBackend(Precision.SINGLE, device.name() + ", through ND4J");
    SelfCheck.require(engine);
    return engine;
  }
}
