package org.greedyinfomax.tensor.cuda;

import org.greedyinfomax.Text;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EngineProvider;
import org.greedyinfomax.tensor.Precision;

/** Provides the engine of this program's own kernels, where NVIDIA's driver finds a GPU. */
public final class CudaEngineProvider implements EngineProvider {

  @Override
  public boolean isForGpus() {
    return true;
  }

  /** Before ND4J's. */
  @Override
  public int priority() {
    return 100;
  }

  @Override
  public boolean isPresent() {
    return CudaSearch.find().hasDriver();
  }

  @Override
  public Device device(DeviceChoice choice) {
    CudaSearch.Finding found = CudaSearch.find();
    if (found.isUsable()) {
      return Device.gpu(found.text());
    }
    if (choice == DeviceChoice.CUDA) {
      throw new DeviceException(
          Text.format(
              "device is cuda, but %s: %s, or set device = auto", found.text(), found.remedy()));
    }
    return Device.cpu(found.text());
  }

  @Override
  public Engine open(Precision precision, int threads) {
    return CudaEngine.open(precision);
  }
}
