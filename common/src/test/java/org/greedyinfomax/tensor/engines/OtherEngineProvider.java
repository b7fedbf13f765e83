package org.greedyinfomax.tensor.engines;

import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EngineProvider;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cpu.CpuEngine;

/** An engine that the project does not know, and a process that asks for engines. */
public final class OtherEngineProvider implements EngineProvider {

  @Override
  public boolean isForGpus() {
    return true;
  }

  @Override
  public int priority() {
    return 1000;
  }

  @Override
  public boolean isPresent() {
    return true;
  }

  @Override
  public Device device(DeviceChoice choice) {
    return Device.gpu("a device of its own");
  }

  /** In double precision: so it is seen that the engine is this one. */
  @Override
  public Engine open(Precision precision, int threads) {
    return CpuEngine.onCpu(Precision.DOUBLE, threads);
  }

  /** Prints what engines compute on, and in which precision. */
  public static void main(String[] words) {
    System.out.println(Engines.device(DeviceChoice.AUTO));
    System.out.println(Engines.open(DeviceChoice.AUTO, 1).precision());
  }
}
