package org.greedyinfomax.tensor;

/** The engines that compute: what proves an operation proves it on each. */
public enum EveryEngine {
  /** On the CPU, in memory that Java reaches. */
  HOST {
    @Override
    public Engine in(Precision precision) {
      return Nd4jEngine.onCpu(precision, 1);
    }
  },
  /** Through ND4J's operations, as on a GPU, but on its backend for the CPU. */
  ARRAYS {
    @Override
    public Engine in(Precision precision) {
      return ArrayEngine.onBackend(precision, "ND4J on the CPU");
    }
  };

  public abstract Engine in(Precision precision);
}
