package org.greedyinfomax.tensor.cpu;

import org.greedyinfomax.device.Backend;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EngineProvider;
import org.greedyinfomax.tensor.Precision;

/** Provides the engine for CPUs, which is always there. */
public final class CpuEngineProvider implements EngineProvider {

  @Override
  public boolean isForGpus() {
    return false;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public boolean isPresent() {
    return true;
  }

  @Override
  public Device device(DeviceChoice choice) {
    return Backend.bind(DeviceChoice.CPU);
  }

  @Override
  public Engine open(Precision precision, int threads) {
    return CpuEngine.onCpu(precision, threads);
  }
}
