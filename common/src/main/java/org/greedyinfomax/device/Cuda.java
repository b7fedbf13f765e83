package org.greedyinfomax.device;

/**
 * CUDA as a process finds it, asked step by step: each step may be taken only if those before it
 * went well.
 */
interface Cuda {

  /** What a step runs into. */
  final class CudaException extends Exception {

    private static final long serialVersionUID = 1;

    CudaException(String message) {
      super(message);
    }
  }

  /** Returns whether this program was built with ND4J's code for GPUs. */
  boolean isBuiltIn();

  /** Loads CUDA's runtime and cuBLAS, of the machine. */
  void loadRuntime() throws CudaException;

  /** Returns how many GPUs this process may use. */
  int devices() throws CudaException;

  /** Returns what the first of them is called. */
  String name() throws CudaException;

  /** Returns what the first of them can do. */
  Capability capability() throws CudaException;

  /** Loads ND4J's code for GPUs. */
  void loadNd4j() throws CudaException;

  /**
   * The compute capability of a GPU.
   *
   * @param major of the generation: 7 is Volta and Turing, 8 is Ampere and Ada, 9 is Hopper
   * @param minor within it
   */
  record Capability(int major, int minor) {

    /**
     * Whether ND4J's CUDA build runs there. It has code for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0
     * and 8.6, which later GPUs of the same generation run, too; and none that a driver could
     * translate for other generations.
     */
    boolean isCovered() {
      return major == 3 ? minor >= 7 : major >= 5 && major <= 8;
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }
}
