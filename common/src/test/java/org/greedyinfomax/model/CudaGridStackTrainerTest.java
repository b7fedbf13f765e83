package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.tensor.EveryEngine;

/** By kernels for GPUs, on what stands in for one. */
final class CudaGridStackTrainerTest extends StackTrainerTest {

  CudaGridStackTrainerTest() {
    super(EveryEngine.CUDA, Networks.smallGrid(NegativeSampling.ALL_TARGETS), Networks.SMALL_IMAGE);
  }
}
