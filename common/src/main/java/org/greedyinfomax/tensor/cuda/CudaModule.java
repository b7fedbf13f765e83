package org.greedyinfomax.tensor.cuda;

import com.sun.jna.ptr.LongByReference;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.greedyinfomax.tensor.Precision;

/** The kernels in one precision, as the driver has translated them for its GPU. */
final class CudaModule {

  private final long handle;
  private final Map<String, Long> functions = new HashMap<>();

  private CudaModule(long handle) {
    this.handle = handle;
  }

  /** Has the driver translate the PTX, which it does once for each GPU, and then remembers. */
  static CudaModule load(Precision precision) {
    byte[] ptx = resource(precision == Precision.SINGLE ? "kernels.ptx" : "kernels-double.ptx");
    LongByReference module = new LongByReference();
    byte[] image = Arrays.copyOf(ptx, ptx.length + 1); // a zero ends it
    CudaDriver.check(
        CudaDriver.cuModuleLoadData(module, image),
        "the driver cannot translate this program's kernels: update it");
    return new CudaModule(module.getValue());
  }

  static byte[] resource(String name) {
    try (InputStream stream = CudaModule.class.getResourceAsStream(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns a kernel, by its name. */
  synchronized long function(String name) {
    return functions.computeIfAbsent(name, this::find);
  }

  private long find(String name) {
    LongByReference function = new LongByReference();
    CudaDriver.check(
        CudaDriver.cuModuleGetFunction(function, handle, name), "there is no kernel " + name);
    return function.getValue();
  }
}
