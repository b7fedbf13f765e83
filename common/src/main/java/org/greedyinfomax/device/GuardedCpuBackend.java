package org.greedyinfomax.device;

import org.nd4j.linalg.cpu.nativecpu.CpuBackend;

/**
 * ND4J's backend for CPUs, first among those on the class path unless {@link Backend} has decided
 * for the GPU. ND4J finds it as a service.
 */
public final class GuardedCpuBackend extends CpuBackend {

  private static final int FIRST = 1000;
  private static final int LAST = -1;

  @Override
  public int getPriority() {
    return Backend.isOnGpu() ? LAST : FIRST;
  }
}
