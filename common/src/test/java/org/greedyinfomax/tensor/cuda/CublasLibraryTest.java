package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several libraries is taken. */
final class CublasLibraryTest {

  private static final int NOT_INITIALIZED = 1; // a status of cuBLAS
  private static final int NO_MEMORY = 3;

  @AfterEach
  void restore() {
    if (!StandIn.isReplaced()) {
      StandIn.cublas(0, 0);
    }
  }

  @Test
  void looksForTheNewestEverywhereFirst(@TempDir Path toolkits) throws IOException {
    for (String name : List.of("cuda-9.2", "cuda", "cuda-12.4", "cuda-12.10", "other")) {
      Files.createDirectory(toolkits.resolve(name));
    }

    List<String> found = CublasLibrary.candidates(toolkits);

    assertThat(found).hasSize(15);
    assertThat(found.subList(0, 6))
        .containsExactly(
            "libcublas.so.13",
            toolkits + "/cuda-12.10/lib64/libcublas.so.13",
            toolkits + "/cuda-12.4/lib64/libcublas.so.13",
            toolkits + "/cuda-9.2/lib64/libcublas.so.13",
            toolkits + "/cuda/lib64/libcublas.so.13",
            "libcublas.so.12");
  }

  @Test
  void goesOnWhereOneIsMissingOrDoesNotWork() {
    StandIn.load();
    String library = System.getProperty(CublasLibrary.LIBRARY);
    AtomicInteger tried = new AtomicInteger();

    boolean isFound =
        CublasLibrary.choose(
            List.of("libnowhere.so", library, library), () -> tried.incrementAndGet() == 2);

    assertThat(isFound).isTrue();
    assertThat(tried).hasValue(2);
  }

  @Test
  void isTriedAndLeavesNothingOpen() {
    StandIn.load();
    StandIn.open(Precision.SINGLE).device();
    CudaDevice device = CudaDevice.open();
    device.bind();
    int handles = StandIn.handles();
    long held = StandIn.held();

    assertThat(Cublas.works(device, 2)).isTrue();
    StandIn.cublas(NOT_INITIALIZED, 0);
    assertThat(Cublas.works(device, 2)).isFalse();
    StandIn.cublas(NO_MEMORY, 0);
    assertThatThrownBy(() -> Cublas.works(device, 2))
        .isInstanceOf(DeviceException.class)
        .hasMessage("cuBLAS failed when it was opened (status 3)");

    assertThat(StandIn.handles()).isEqualTo(handles);
    assertThat(StandIn.held()).isEqualTo(held);
  }

  @Test
  void leavesNothingOpenWhereAStreamCannotHaveIt() {
    StandIn.load();
    StandIn.open(Precision.SINGLE).device();
    CudaDevice device = CudaDevice.open();
    device.bind();
    CudaModule module = CudaModule.load(Precision.SINGLE);
    int handles = StandIn.handles();
    long held = StandIn.held();
    StandIn.cublas(0, NOT_INITIALIZED);

    assertThatThrownBy(() -> new CudaStream(device, module, Precision.SINGLE))
        .isInstanceOf(DeviceException.class);

    assertThat(StandIn.handles()).isEqualTo(handles);
    assertThat(StandIn.held()).isEqualTo(held);
  }
}
