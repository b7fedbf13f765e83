package org.greedyinfomax.tensor;

import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.tensor.cuda.StandIn;
import org.greedyinfomax.tensor.nd4j.Nd4jEngine;

/** The engines that compute: what proves an operation proves it on each. */
public enum EveryEngine {
  /** On the CPU, in memory that Java reaches. */
  CPU {
    @Override
    public Engine in(Precision precision) {
      StandIn.assumeAllAreTested();
      return CpuEngine.onCpu(precision, 1);
    }
  },
  /** Through ND4J's operations, as on a GPU, but on its backend for the CPU. */
  ND4J {
    @Override
    public Engine in(Precision precision) {
      StandIn.assumeAllAreTested();
      return Nd4jEngine.onBackend(precision, "ND4J on the CPU");
    }
  },
  /** By kernels for GPUs, on what stands in for one. */
  CUDA {
    @Override
    public Engine in(Precision precision) {
      return StandIn.open(precision);
    }
  };

  public abstract Engine in(Precision precision);
}
