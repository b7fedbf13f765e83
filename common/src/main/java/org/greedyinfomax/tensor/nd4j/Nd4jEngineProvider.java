package org.greedyinfomax.tensor.nd4j;

import org.greedyinfomax.device.Backend;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EngineProvider;
import org.greedyinfomax.tensor.Precision;

/** Provides the engine of ND4J's operations on a GPU, where the program was built with its code. */
public final class Nd4jEngineProvider implements EngineProvider {

  @Override
  public boolean isForGpus() {
    return true;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public boolean isPresent() {
    return Backend.isBuiltForGpus();
  }

  @Override
  public Device device(DeviceChoice choice) {
    return Backend.bind(choice);
  }

  @Override
  public Engine open(Precision precision, int threads) {
    Device device = Backend.bind(DeviceChoice.CUDA);
    return Nd4jEngine.onBackend(precision, device.name() + ", through ND4J");
  }
}
