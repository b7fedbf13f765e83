package org.greedyinfomax.tensor.engines;

import java.util.List;
import java.util.ServiceLoader;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EngineProvider;
import org.greedyinfomax.tensor.Precision;

/**
 * Chooses the engine of single precision for what a process computes on, among all that are on the
 * class path: kernels of this program where they run, ND4J on a GPU where the program was built
 * with it, and the CPU elsewhere.
 */
public final class Engines {

  private static final EngineChoice ON_CLASS_PATH = new EngineChoice(providers());

  private Engines() {}

  private static List<EngineProvider> providers() {
    return ServiceLoader.load(EngineProvider.class, Engines.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /**
   * Opens an engine. One that computes on a GPU is checked first.
   *
   * @param choice what to compute on
   * @param threads that a product may use on the CPU, at least 1
   * @throws org.greedyinfomax.device.DeviceException if the choice cannot be met, or the device
   *     computes wrongly
   */
  public static Engine open(DeviceChoice choice, int threads) {
    EngineChoice.Chosen chosen = ON_CLASS_PATH.choose(choice);
    Engine engine = chosen.provider().open(Precision.SINGLE, threads);
    if (chosen.device().isGpu()) {
      SelfCheck.require(engine);
    }
    return engine;
  }

  /**
   * Returns what {@link #open} computes on, and why not on a GPU.
   *
   * @throws org.greedyinfomax.device.DeviceException if the choice cannot be met
   */
  public static Device device(DeviceChoice choice) {
    return ON_CLASS_PATH.choose(choice).device();
  }

  /** Returns whether a GPU may be hoped for here: there is a driver, or code for GPUs. */
  public static boolean mayHaveGpu() {
    return ON_CLASS_PATH.mayHaveGpu();
  }
}
