package org.greedyinfomax.tensor;

import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;

/**
 * A kind of engine that a process may compute with. Providers are found by {@link
 * java.util.ServiceLoader}: a module that brings an engine names its provider, which has a public
 * constructor without parameters, in {@code
 * META-INF/services/org.greedyinfomax.tensor.EngineProvider}.
 */
public interface EngineProvider {

  /** Returns whether its engines compute on GPUs, and not on the CPU. */
  boolean isForGpus();

  /**
   * Returns which provider is asked first: of two for the same devices, that of higher priority.
   */
  int priority();

  /**
   * Returns whether its engines may be hoped for here: whether there is a driver of the device,
   * say. That says nothing of whether it works.
   */
  boolean isPresent();

  /**
   * Decides what its engines compute on in this process. Asked again, it says the same.
   *
   * @param choice what was asked for
   * @return a GPU, or the CPU with the reason why it is not a GPU
   * @throws org.greedyinfomax.device.DeviceException if the choice cannot be met: never for {@link
   *     DeviceChoice#AUTO}
   */
  Device device(DeviceChoice choice);

  /**
   * Opens an engine on the device that was decided on.
   *
   * @param threads that a product may use on the CPU, at least 1
   * @throws org.greedyinfomax.device.DeviceException if the device cannot be used
   */
  Engine open(Precision precision, int threads);
}
