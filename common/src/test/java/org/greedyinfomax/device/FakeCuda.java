package org.greedyinfomax.device;

import java.util.Map;
import java.util.Optional;

/** A machine on which one step goes wrong, or none. */
final class FakeCuda implements Cuda {

  /** The steps that may go wrong. */
  enum StepOfCuda {
    RUNTIME,
    DEVICES,
    NAME,
    CAPABILITY,
    ND4J
  }

  private final boolean isBuiltIn;
  private final int devices;
  private final Capability capability;
  private final Map<StepOfCuda, String> failures;

  private FakeCuda(
      boolean isBuiltIn, int devices, Capability capability, Map<StepOfCuda, String> failures) {
    this.isBuiltIn = isBuiltIn;
    this.devices = devices;
    this.capability = capability;
    this.failures = failures;
  }

  static FakeCuda working() {
    return new FakeCuda(true, 1, new Capability(8, 0), Map.of());
  }

  FakeCuda notBuiltIn() {
    return new FakeCuda(false, devices, capability, failures);
  }

  FakeCuda devices(int number) {
    return new FakeCuda(isBuiltIn, number, capability, failures);
  }

  FakeCuda capability(int major, int minor) {
    return new FakeCuda(isBuiltIn, devices, new Capability(major, minor), failures);
  }

  FakeCuda failing(StepOfCuda step, String message) {
    return new FakeCuda(isBuiltIn, devices, capability, Map.of(step, message));
  }

  private void step(StepOfCuda step) throws CudaException {
    Optional<String> failure = Optional.ofNullable(failures.get(step));
    if (failure.isPresent()) {
      throw new CudaException(failure.get());
    }
  }

  @Override
  public boolean isBuiltIn() {
    return isBuiltIn;
  }

  @Override
  public void loadRuntime() throws CudaException {
    step(StepOfCuda.RUNTIME);
  }

  @Override
  public int devices() throws CudaException {
    step(StepOfCuda.DEVICES);
    return devices;
  }

  @Override
  public String name() throws CudaException {
    step(StepOfCuda.NAME);
    return "Test GPU";
  }

  @Override
  public Capability capability() throws CudaException {
    step(StepOfCuda.CAPABILITY);
    return capability;
  }

  @Override
  public void loadNd4j() throws CudaException {
    step(StepOfCuda.ND4J);
  }
}
