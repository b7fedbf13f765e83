package org.greedyinfomax.model;

import org.greedyinfomax.tensor.EveryEngine;

/** By kernels for GPUs, on what stands in for one. */
final class CudaTrainableModuleTest extends TrainableModuleTest {

  CudaTrainableModuleTest() {
    super(EveryEngine.CUDA);
  }
}
