package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.EveryEngine;

/** By kernels for GPUs, on what stands in for one. */
final class CudaGridInfoNceTest extends GridInfoNceTest {

  CudaGridInfoNceTest() {
    super(EveryEngine.CUDA);
  }
}
