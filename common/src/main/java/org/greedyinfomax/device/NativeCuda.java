package org.greedyinfomax.device;

import org.bytedeco.cuda.cudart.cudaDeviceProp;
import org.bytedeco.cuda.global.cublas;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.javacpp.Loader;

/** The libraries of this machine. */
final class NativeCuda implements Cuda {

  private static final String BACKEND = "org/nd4j/linalg/jcublas/JCublasBackend.class";
  private static final String ND4J = "org.nd4j.linalg.jcublas.bindings.Nd4jCuda";

  @Override
  public boolean isBuiltIn() {
    return NativeCuda.class.getClassLoader().getResource(BACKEND) != null;
  }

  @Override
  public void loadRuntime() throws CudaException {
    try {
      Loader.load(cudart.class);
      Loader.load(cublas.class);
    } catch (LinkageError e) {
      throw failure(e);
    }
  }

  @Override
  public int devices() throws CudaException {
    int[] count = new int[1];
    check(cudart.cudaGetDeviceCount(count));
    return count[0];
  }

  @Override
  public String name() throws CudaException {
    try (cudaDeviceProp properties = new cudaDeviceProp()) {
      check(cudart.cudaGetDeviceProperties(properties, 0));
      return properties.name().getString();
    }
  }

  @Override
  public Capability capability() throws CudaException {
    return new Capability(
        attribute(cudart.cudaDevAttrComputeCapabilityMajor),
        attribute(cudart.cudaDevAttrComputeCapabilityMinor));
  }

  private static int attribute(int attribute) throws CudaException {
    int[] value = new int[1];
    check(cudart.cudaDeviceGetAttribute(value, attribute, 0));
    return value[0];
  }

  private static void check(int error) throws CudaException {
    if (error != cudart.cudaSuccess) {
      throw new CudaException(cudart.cudaGetErrorString(error).getString());
    }
  }

  @Override
  public void loadNd4j() throws CudaException {
    try {
      Loader.load(Class.forName(ND4J, false, NativeCuda.class.getClassLoader()));
    } catch (ClassNotFoundException | LinkageError e) {
      throw failure(e);
    }
  }

  /**
   * Returns the first line of the innermost reason, without the path of who needed what is missing.
   */
  private static CudaException failure(Throwable e) {
    Throwable reason = e;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    String text = String.valueOf(reason.getMessage());
    String line = text.lines().findFirst().orElse(reason.toString());
    return new CudaException(line.replaceFirst("^/\\S+: (?=lib)", ""));
  }
}
