package org.greedyinfomax.loss;

import org.greedyinfomax.tensor.EveryEngine;

/** By kernels for GPUs, on what stands in for one. */
final class CudaInfoNceTest extends InfoNceTest {

  CudaInfoNceTest() {
    super(EveryEngine.CUDA);
  }
}
