package org.greedyinfomax.tensor.cuda;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.greedyinfomax.Text;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Precision;

/**
 * The GPU of this process, for all of its engines: its name and memory, its kernels, and streams
 * that engines use one after the other.
 */
final class CudaDevice {

  private static final int CAPABILITY_MAJOR = 75; // attributes of a device
  private static final int CAPABILITY_MINOR = 76;
  private static final int PROCESSORS = 16;
  private static final long MEBIBYTE = 1 << 20;

  /** Bytes without which nothing can be computed: a block of an arena. */
  private static final long AT_LEAST = 16 * MEBIBYTE;

  private static Optional<CudaDevice> ofProcess = Optional.empty();

  private final String name;
  private final String capability;
  private final int processors;
  private final int driver;
  private final long context;
  private final Map<Precision, CudaModule> modules = new EnumMap<>(Precision.class);
  private final Map<Precision, Deque<CudaStream>> idle = new EnumMap<>(Precision.class);

  private CudaDevice(String name, int major, int minor, int processors, int driver, long context) {
    this.name = name;
    capability = Text.format("%d.%d", major, minor);
    this.processors = processors;
    this.driver = driver;
    this.context = context;
    for (Precision precision : Precision.values()) {
      idle.put(precision, new ArrayDeque<>());
    }
  }

  /**
   * Opens the first GPU that this process sees, once; {@link CudaSearch} has found that it can be
   * used.
   */
  static synchronized CudaDevice open() {
    if (ofProcess.isEmpty()) {
      int ordinal = ordinal();
      String name = name(ordinal);
      int major = attribute(CAPABILITY_MAJOR, ordinal);
      int minor = attribute(CAPABILITY_MINOR, ordinal);
      int processors = attribute(PROCESSORS, ordinal);
      IntByReference driver = new IntByReference();
      CudaDriver.check(CudaDriver.cuDriverGetVersion(driver), "the GPU's driver has no version");
      LongByReference context = new LongByReference();
      CudaDriver.check(
          CudaDriver.cuDevicePrimaryCtxRetain(context, ordinal), "the GPU cannot be opened");
      ofProcess =
          Optional.of(
              new CudaDevice(
                  name, major, minor, processors, driver.getValue(), context.getValue()));
    }
    return ofProcess.get();
  }

  /**
   * Opens the GPU and does what every engine begins with: kernels are translated, a stream is made,
   * and memory allocated. A GPU that was first opened by this is let go where one of these fails.
   *
   * @throws DeviceException if one of these fails
   */
  static synchronized void tryOut() {
    boolean isNew = ofProcess.isEmpty();
    CudaDevice device = open();
    try {
      CudaStream stream = device.stream(Precision.SINGLE);
      device.giveBack(Precision.SINGLE, stream);
      long memory = device.allocate(AT_LEAST);
      CudaDriver.check(CudaDriver.cuMemFree_v2(memory), "memory cannot be given back");
    } catch (DeviceException e) {
      if (isNew) {
        ofProcess = Optional.empty();
        CudaDriver.cuDevicePrimaryCtxRelease(ordinal()); // the failure before tells more
      }
      throw e;
    }
  }

  private static int ordinal() {
    IntByReference device = new IntByReference();
    CudaDriver.check(CudaDriver.cuDeviceGet(device, 0), "the GPU cannot be opened");
    return device.getValue();
  }

  /** Returns what a GPU is called. */
  static String name(int device) {
    byte[] name = new byte[256];
    CudaDriver.check(CudaDriver.cuDeviceGetName(name, name.length, device), "the GPU has no name");
    return Native.toString(name);
  }

  /** Returns the generation of a GPU: 7 is Volta and Turing, 8 Ampere and Ada, 9 Hopper. */
  static int generation(int device) {
    return attribute(CAPABILITY_MAJOR, device);
  }

  private static int attribute(int attribute, int device) {
    IntByReference value = new IntByReference();
    CudaDriver.check(
        CudaDriver.cuDeviceGetAttribute(value, attribute, device), "the GPU does not answer");
    return value.getValue();
  }

  /** Name, capability and driver, for people. */
  String describe() {
    return Text.format(
        "%s, compute capability %s, driver for CUDA %d.%d",
        name, capability, driver / 1000, driver % 1000 / 10);
  }

  /** Returns how many blocks it computes at a time, at least. */
  int processors() {
    return processors;
  }

  /** Makes it the calling thread's. */
  void bind() {
    CudaDriver.check(CudaDriver.cuCtxSetCurrent(context), "the GPU cannot be used");
  }

  /** Returns a stream that nobody else uses, to be {@link #giveBack given back}. */
  synchronized CudaStream stream(Precision precision) {
    bind();
    CudaStream stream = idle.get(precision).poll();
    return stream != null ? stream : new CudaStream(this, module(precision), precision);
  }

  private CudaModule module(Precision precision) {
    return modules.computeIfAbsent(precision, CudaModule::load);
  }

  /** Takes a stream back. */
  synchronized void giveBack(Precision precision, CudaStream stream) {
    idle.get(precision).push(stream);
  }

  /**
   * Allocates memory, its content undefined.
   *
   * @throws DeviceException if there is not enough
   */
  long allocate(long bytes) {
    LongByReference address = new LongByReference();
    int error = CudaDriver.cuMemAlloc_v2(address, bytes);
    if (error == CudaDriver.OUT_OF_MEMORY) {
      throw new DeviceException(noRoom(bytes));
    }
    CudaDriver.check(error, "the GPU gives no memory");
    return address.getValue();
  }

  private String noRoom(long bytes) {
    LongByReference free = new LongByReference();
    LongByReference total = new LongByReference();
    CudaDriver.check(CudaDriver.cuMemGetInfo_v2(free, total), "the GPU tells no memory");
    return Text.format(
        "%s has no room for %d MiB more, with %d of %d MiB free: lower training.batchSize, or let"
            + " fewer tasks share the GPU",
        name,
        (bytes + MEBIBYTE - 1) / MEBIBYTE,
        free.getValue() / MEBIBYTE,
        total.getValue() / MEBIBYTE);
  }
}
