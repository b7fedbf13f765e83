package org.greedyinfomax.tensor.cuda;

/**
 * The number of operations that an engine has asked of its GPU.
 *
 * @param launches kernels, products, and copies within the GPU
 * @param waits how often the host has waited until everything was done
 */
public record CudaCounts(long launches, long waits) {

  /** Returns what was added since then. */
  public CudaCounts since(CudaCounts before) {
    return new CudaCounts(launches - before.launches, waits - before.waits);
  }
}
