package org.greedyinfomax.tensor.cuda;

/**
 * What an engine has asked of its GPU.
 *
 * @param launches kernels, products, and copies within the GPU
 * @param waits how often the host has waited until everything was done
 */
public record CudaCounts(long launches, long waits) {

  /** What was added since then. */
  public CudaCounts since(CudaCounts before) {
    return new CudaCounts(launches - before.launches, waits - before.waits);
  }
}
