package org.greedyinfomax.model;

import org.greedyinfomax.model.spec.InfoNceSpec.NegativeSampling;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.EveryEngine;

/** By kernels for GPUs, on what stands in for one. */
final class CudaSequenceStackTrainerTest extends StackTrainerTest {

  CudaSequenceStackTrainerTest() {
    super(
        EveryEngine.CUDA,
        Networks.small(NegativeSampling.WHOLE_BATCH, 6),
        new SampleShape.Sequence(120, 1));
  }
}
