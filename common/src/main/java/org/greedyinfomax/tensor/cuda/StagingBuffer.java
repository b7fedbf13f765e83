package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;

/**
 * Memory through which numbers travel between the host and the GPU: page-locked memory of the host,
 * which the GPU copies from and to by itself, and as much memory of the GPU.
 *
 * <p>It is handed out from its beginning to its end and then from its beginning again, as soon as
 * everything before is done.
 */
final class StagingBuffer {

  private static final long ALIGNMENT = 256; // bytes

  private final CudaDevice device;
  private final Runnable wait;
  private long size;
  private long used;
  private long onHost;
  private long onDevice;

  /**
   * Prepares a buffer, which takes no memory before it is used.
   *
   * @param wait returns when everything is done that was asked of the GPU
   */
  StagingBuffer(CudaDevice device, Runnable wait) {
    this.device = device;
    this.wait = wait;
  }

  /**
   * A part of it, until others need it.
   *
   * @param host where it is for the host
   * @param device where it is for the GPU
   */
  record Part(long host, long device) {

    Pointer pointer() {
      return new Pointer(host);
    }
  }

  /** Returns a part of so many bytes; all parts of one operation are to be taken at once. */
  Part take(long bytes) {
    long aligned = (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (used + aligned > size) {
      wait.run();
      used = 0;
      if (aligned > size) {
        grow(Math.max(aligned, 2 * size));
      }
    }
    Part part = new Part(onHost + used, onDevice + used);
    used += aligned;
    return part;
  }

  private void grow(long to) {
    if (size > 0) {
      CudaDriver.check(CudaDriver.cuMemFreeHost(onHost), "memory cannot be given back");
      CudaDriver.check(CudaDriver.cuMemFree_v2(onDevice), "memory cannot be given back");
      size = 0;
    }
    onDevice = device.allocate(to);
    LongByReference address = new LongByReference();
    CudaDriver.check(
        CudaDriver.cuMemHostAlloc(address, to, 0), "the host gives no page-locked memory");
    onHost = address.getValue();
    size = to;
  }
}
