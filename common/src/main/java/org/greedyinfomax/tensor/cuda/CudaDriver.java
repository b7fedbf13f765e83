package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.DeviceException;

/**
 * Functions of NVIDIA's driver, under their own names. Addresses and handles are numbers, because
 * calls with objects for them take several times as long.
 *
 * @see <a href="https://docs.nvidia.com/cuda/cuda-driver-api/">CUDA Driver API</a>
 */
final class CudaDriver {

  /** What a call returns if all went well. */
  static final int SUCCESS = 0;

  /** What it returns if the GPU has too little memory. */
  static final int OUT_OF_MEMORY = 2;

  /** Names another library than the driver's own, for tests. */
  static final String LIBRARY = "org.greedyinfomax.cuda.driver";

  private static final String OF_DRIVER = "libcuda.so.1";

  private CudaDriver() {}

  /**
   * Makes calls into native libraries possible, which must come before all else.
   *
   * @throws LinkageError if JNA's own library cannot be unpacked or loaded
   */
  static void startCalls() {
    Native.isProtected(); // any call initializes it
  }

  /**
   * Returns the driver's library.
   *
   * @throws UnsatisfiedLinkError if there is none
   */
  static NativeLibrary library() {
    return NativeLibrary.getInstance(System.getProperty(LIBRARY, OF_DRIVER));
  }

  /**
   * Binds the functions, which must come before any of their calls.
   *
   * @throws LinkageError if the library lacks one
   */
  static void bind(NativeLibrary library) {
    Native.register(CudaDriver.class, library);
  }

  /** Throws unless a call went well; {@code failed} is a sentence's beginning. */
  static void check(int error, String failed) {
    if (error != SUCCESS) {
      throw new DeviceException(Text.format("%s (%s)", failed, name(error)));
    }
  }

  /** Returns what the driver calls an error. */
  static String name(int error) {
    PointerByReference name = new PointerByReference();
    Pointer text = cuGetErrorName(error, name) == SUCCESS ? name.getValue() : null;
    return text == null ? "error " + error : text.getString(0);
  }

  static native int cuInit(int flags);

  static native int cuDriverGetVersion(IntByReference version);

  static native int cuGetErrorName(int error, PointerByReference name);

  static native int cuDeviceGetCount(IntByReference count);

  static native int cuDeviceGet(IntByReference device, int ordinal);

  static native int cuDeviceGetName(byte[] name, int size, int device);

  static native int cuDeviceGetAttribute(IntByReference value, int attribute, int device);

  static native int cuDevicePrimaryCtxRetain(LongByReference context, int device);

  static native int cuDevicePrimaryCtxRelease(int device);

  static native int cuCtxSetCurrent(long context);

  static native int cuMemGetInfo_v2(LongByReference free, LongByReference total);

  static native int cuMemAlloc_v2(LongByReference address, long bytes);

  static native int cuMemFree_v2(long address);

  static native int cuMemHostAlloc(LongByReference address, long bytes, int flags);

  static native int cuMemFreeHost(long address);

  static native int cuMemcpyHtoDAsync_v2(long to, long from, long bytes, long stream);

  static native int cuMemcpyDtoHAsync_v2(long to, long from, long bytes, long stream);

  static native int cuMemcpyDtoDAsync_v2(long to, long from, long bytes, long stream);

  static native int cuMemsetD8Async(long to, int value, long bytes, long stream);

  static native int cuStreamCreate(LongByReference stream, int flags);

  static native int cuStreamDestroy_v2(long stream);

  static native int cuStreamSynchronize(long stream);

  static native int cuModuleLoadData(LongByReference module, byte[] image);

  static native int cuModuleGetFunction(LongByReference function, long module, String name);

  static native int cuLaunchKernel(
      long function,
      int gridX,
      int gridY,
      int gridZ,
      int blockX,
      int blockY,
      int blockZ,
      int sharedBytes,
      long stream,
      long arguments,
      long extra);
}
