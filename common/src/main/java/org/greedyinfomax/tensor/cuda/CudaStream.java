package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Matrix;
import org.greedyinfomax.tensor.MatrixBatch;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Shapes;
import org.greedyinfomax.tensor.Tensor;

/**
 * A queue of work for the GPU, done in the order in which it is asked for, and what that work needs
 * beside its arguments. Used by one thread at a time.
 */
final class CudaStream {

  /** Threads of a block: the kernels are made for as many. */
  static final int THREADS = 256;

  private static final int MOST_ARGUMENTS = 32;
  private static final int NON_BLOCKING = 1;
  private static final int BLOCKS_PER_PROCESSOR = 16;

  /** Bytes that travel at a time, at most. */
  private static final int CHUNK = 4 << 20;

  private final CudaDevice device;
  private final CudaModule module;
  private final Precision precision;
  private final long handle;
  private final Optional<Cublas> cublas;
  private final StagingBuffer staging;
  private final ByteBuffer slots =
      ByteBuffer.allocateDirect(MOST_ARGUMENTS * Long.BYTES).order(ByteOrder.nativeOrder());
  private final Memory arguments = new Memory((long) MOST_ARGUMENTS * Long.BYTES);
  private Thread bound = Thread.currentThread();
  private long scratch;
  private long scratchSize;
  private long launches;
  private long waits;

  CudaStream(CudaDevice device, CudaModule module, Precision precision) {
    this.device = device;
    this.module = module;
    this.precision = precision;
    LongByReference stream = new LongByReference();
    CudaDriver.check(
        CudaDriver.cuStreamCreate(stream, NON_BLOCKING), "the GPU gives no stream for work");
    handle = stream.getValue();
    try {
      cublas = Cublas.on(device, handle, precision);
    } catch (DeviceException e) {
      CudaDriver.cuStreamDestroy_v2(handle);
      throw e;
    }
    staging = new StagingBuffer(device, this::await);
    for (int i = 0; i < MOST_ARGUMENTS; i++) {
      long slot = Pointer.nativeValue(Native.getDirectBufferPointer(slots)) + (long) i * Long.BYTES;
      arguments.setLong((long) i * Long.BYTES, slot);
    }
  }

  Optional<Cublas> cublas() {
    return cublas;
  }

  /** Kernels and products so far. */
  long launches() {
    return launches;
  }

  /** Returns how often the host has waited for the GPU. */
  long waits() {
    return waits;
  }

  /** Makes the GPU the calling thread's, if it is not. */
  void bind() {
    if (bound != Thread.currentThread()) {
      device.bind();
      bound = Thread.currentThread();
    }
  }

  /** Blocks for so many numbers: a thread takes one after the other if they are very many. */
  int blocks(long numbers) {
    long most = (long) BLOCKS_PER_PROCESSOR * device.processors();
    return (int) Math.min((Shapes.count(numbers) + THREADS - 1L) / THREADS, most);
  }

  /**
   * Starts a kernel.
   *
   * @param with its arguments: a {@link Matrix} is its address and its stride, a {@link Tensor} its
   *     address
   */
  void launch(String kernel, int blocks, Object... with) {
    start(kernel, blocks, THREADS, with);
  }

  /** The same with blocks of so many threads, at most {@link #THREADS}. */
  void start(String kernel, int blocks, int threads, Object... with) {
    bind();
    int slot = 0;
    for (Object argument : with) {
      slot = put(argument, slot);
    }
    launches++;
    int error =
        CudaDriver.cuLaunchKernel(
            module.function(kernel),
            blocks,
            1,
            1,
            threads,
            1,
            1,
            0,
            handle,
            Pointer.nativeValue(arguments),
            0);
    if (error != CudaDriver.SUCCESS) {
      String failed = Text.format("the GPU cannot start the kernel %s", kernel);
      CudaDriver.check(error, failed);
    }
  }

  private int put(Object argument, int slot) {
    int place = slot * Long.BYTES;
    if (argument instanceof Matrix matrix) {
      slots.putLong(place, CudaMemory.address(matrix));
      slots.putInt(place + Long.BYTES, matrix.rowStride());
      return slot + 2;
    }
    if (argument instanceof Tensor tensor) {
      slots.putLong(place, CudaMemory.address(tensor));
    } else if (argument instanceof Long number) {
      slots.putLong(place, number);
    } else if (argument instanceof Integer number) {
      slots.putInt(place, number);
    } else {
      slots.putDouble(place, (Double) argument);
    }
    return slot + 1;
  }

  /** {@code c = a·b}, or {@code c += a·b}, by cuBLAS. */
  void multiply(Cublas by, Matrix a, Matrix b, boolean isAdded, Matrix c) {
    bind();
    launches++;
    by.multiply(a, b, isAdded, c);
  }

  /** {@code c[i] = a[i]·b[i]}, by cuBLAS. */
  void multiplyBatch(Cublas by, MatrixBatch a, MatrixBatch b, MatrixBatch c) {
    bind();
    launches++;
    by.multiplyBatch(a, b, c);
  }

  /** Copies bytes within the GPU. */
  void copy(long from, long to, long bytes) {
    bind();
    launches++;
    CudaDriver.check(
        CudaDriver.cuMemcpyDtoDAsync_v2(to, from, bytes, handle), "the GPU cannot copy");
  }

  /** Sets bytes to zero. */
  void clear(long address, long bytes) {
    bind();
    launches++;
    CudaDriver.check(CudaDriver.cuMemsetD8Async(address, 0, bytes, handle), "the GPU cannot clear");
  }

  /** Waits until everything is done. */
  void await() {
    bind();
    waits++;
    CudaDriver.check(
        CudaDriver.cuStreamSynchronize(handle),
        "the GPU has failed, and this process can no longer use it");
  }

  /** Memory of at least so many bytes for the next operation. */
  long scratch(long bytes) {
    if (bytes > scratchSize) {
      await();
      bind();
      if (scratchSize > 0) {
        CudaDriver.check(CudaDriver.cuMemFree_v2(scratch), "memory cannot be given back");
        scratchSize = 0;
      }
      scratch = device.allocate(2 * bytes);
      scratchSize = 2 * bytes;
    }
    return scratch;
  }

  /** Sends numbers for the next kernel alone; returns where the first one is. */
  long send(int[]... arrays) {
    bind();
    long bytes = 0;
    for (int[] array : arrays) {
      bytes += (long) array.length * Integer.BYTES;
    }
    StagingBuffer.Part part = staging.take(bytes);
    long done = 0;
    for (int[] array : arrays) {
      part.pointer().write(done, array, 0, array.length);
      done += (long) array.length * Integer.BYTES;
    }
    toDevice(part.host(), part.device(), bytes);
    return part.device();
  }

  /** Writes or reads some of an array's numbers, from an index on. */
  @FunctionalInterface
  interface Transfer {
    void of(Pointer pointer, int start, int length);
  }

  /** Sends so many numbers of so many bytes to memory. */
  void write(long to, int length, int bytes, Transfer transfer) {
    bind();
    int most = CHUNK / bytes;
    for (int done = 0; done < length; done += most) {
      int size = Math.min(most, length - done);
      StagingBuffer.Part part = staging.take((long) size * bytes);
      transfer.of(part.pointer(), done, size);
      toDevice(part.host(), to + (long) done * bytes, (long) size * bytes);
    }
  }

  /** Fetches so many numbers of so many bytes from memory. */
  void read(long from, int length, int bytes, Transfer transfer) {
    bind();
    int most = CHUNK / bytes;
    for (int done = 0; done < length; done += most) {
      int size = Math.min(most, length - done);
      StagingBuffer.Part part = staging.take((long) size * bytes);
      CudaDriver.check(
          CudaDriver.cuMemcpyDtoHAsync_v2(
              part.host(), from + (long) done * bytes, (long) size * bytes, handle),
          "numbers cannot be fetched from the GPU");
      await();
      transfer.of(part.pointer(), done, size);
    }
  }

  private void toDevice(long from, long to, long bytes) {
    CudaDriver.check(
        CudaDriver.cuMemcpyHtoDAsync_v2(to, from, bytes, handle),
        "numbers cannot be sent to the GPU");
  }

  /** Fetches numbers in double precision. */
  double[] doubles(long from, int length) {
    double[] numbers = new double[length];
    read(
        from,
        length,
        Double.BYTES,
        (pointer, start, size) -> pointer.read(0, numbers, start, size));
    return numbers;
  }

  /** Bytes of a number. */
  int bytes() {
    return CudaMemory.bytes(precision);
  }
}
