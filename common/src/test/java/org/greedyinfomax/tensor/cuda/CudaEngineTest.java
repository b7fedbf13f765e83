package org.greedyinfomax.tensor.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Memory;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is particular to engines that are on a GPU. */
final class CudaEngineTest {

  @AfterEach
  void restore() {
    if (!StandIn.isReplaced()) {
      StandIn.restoreMemory();
      StandIn.removeBarrier(-1);
    }
  }

  @Test
  void saysHowMuchMemoryIsFreeWhereThereIsTooLittle() {
    StandIn.load();
    Engine engine = StandIn.open(Precision.SINGLE);
    Memory some = engine.allocate(1 << 20);
    StandIn.memory(300 << 20);

    assertThatThrownBy(() -> engine.allocate(100 << 20))
        .isInstanceOf(DeviceException.class)
        .hasMessageMatching(
            "emulated GPU has no room for 400 MiB more, with \\d+ of 300 MiB free: lower"
                + " training.batchSize, or let fewer tasks share the GPU");
    some.release();
  }

  @Test
  void computesOnAfterItHadTooLittleMemory() {
    StandIn.load();
    Engine engine = StandIn.open(Precision.SINGLE);
    StandIn.memory(300 << 20);
    assertThatThrownBy(() -> engine.allocate(100 << 20)).isInstanceOf(DeviceException.class);

    try (Arena arena = new Arena(engine)) {
      Tensor x = arena.zeros(3);
      engine.fill(x.matrix(), 2);
      assertThat(engine.floats(x)).containsExactly(2, 2, 2);
    }
  }

  /** As no array of Java has, so that nothing is wrong with the loss. */
  @Test
  void saysThatNumbersAreTooManyForOneOperation() {
    CudaEngine engine = (CudaEngine) StandIn.open(Precision.SINGLE);
    Memory large = new CudaMemory(0, Precision.SINGLE, 1L << 32, () -> {});
    Engine pretending =
        (Engine)
            Proxy.newProxyInstance(
                Engine.class.getClassLoader(),
                new Class<?>[] {Engine.class},
                (proxy, method, arguments) -> large);
    Tensor x = new Arena(pretending).allocate(1 << 16, 1 << 16);
    String sentence = "4294967296 numbers are too many for one operation";
    try (Arena arena = new Arena(engine)) {
      arena.zeros(1); // the engine computes
      for (ThrowingCallable operation :
          List.<ThrowingCallable>of(
              () -> engine.fill(x.matrix(), 1),
              () -> engine.relu(x.matrix(), x.matrix()),
              () -> engine.sumOfSquares(x.matrix()),
              () -> engine.floats(x),
              () -> engine.doubles(x),
              () -> engine.roundToHalf(x))) {
        assertThatThrownBy(operation)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage(sentence);
      }
    }
  }

  @Test
  void countsWhatItAsksOfItsGpu() {
    CudaEngine engine = (CudaEngine) StandIn.open(Precision.SINGLE);
    try (Arena arena = new Arena(engine)) {
      Tensor x = arena.zeros(3, 4);
      engine.write(new float[1 << 16], arena.allocate(1 << 16));
      engine.sumOfSquares(x.matrix()); // has its buffers from now on
      CudaCounts before = engine.counts();

      engine.fill(x.matrix(), 1);
      engine.relu(x.matrix(), x.matrix());
      engine.sumOfSquares(x.matrix());

      assertThat(engine.counts().since(before)).isEqualTo(new CudaCounts(4, 1));
    }
  }

  @Test
  void namesTheGpuItsDriverAndItsProducts() {
    StandIn.load();

    assertThat(StandIn.open(Precision.SINGLE).device())
        .isEqualTo("emulated GPU, compute capability 8.0, driver for CUDA 12.8, cuBLAS 0.0.0");
  }

  @Test
  void canBeUsedByOneThreadAfterAnother() throws InterruptedException {
    Engine engine = StandIn.open(Precision.SINGLE);
    try (Arena arena = new Arena(engine)) {
      Tensor x = arena.zeros(5);
      Thread other = new Thread(() -> engine.fill(x.matrix(), 7));
      other.start();
      other.join();

      assertThat(engine.floats(x)).containsOnly(7);
    }
  }

  @Test
  void saysWhichKernelCannotBeStarted() {
    StandIn.load();
    CudaStream stream = CudaDevice.open().stream(Precision.SINGLE);

    assertThatThrownBy(() -> stream.launch("relu", 0))
        .isInstanceOf(DeviceException.class)
        .hasMessage("the GPU cannot start the kernel relu (CUDA_ERROR_UNKNOWN)");
    assertThatThrownBy(() -> stream.launch("nothing", 1))
        .hasMessageStartingWith("there is no kernel nothing");
    CudaDevice.open().giveBack(Precision.SINGLE, stream);
  }
}
