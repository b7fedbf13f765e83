package org.greedyinfomax.tensor.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.greedyinfomax.device.Device;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.device.DeviceException;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.EngineProvider;
import org.greedyinfomax.tensor.Precision;
import org.junit.jupiter.api.Test;

/** Which of several engines is taken. */
final class EngineChoiceTest {

  private static final Provider CPU = new Provider(false, 0, true, Device.cpu(""));
  private static final Provider SLOW = new Provider(true, 1, true, Device.gpu("slow"));
  private static final Provider FAST = new Provider(true, 2, true, Device.gpu("fast"));
  private static final Provider BROKEN = new Provider(true, 3, true, Device.cpu("it is broken"));
  private static final Provider ABSENT = new Provider(true, 4, false, Device.cpu("no driver"));

  @Test
  void takesTheGpuOfTheHighestPriorityThatCanBeUsed() {
    assertThat(choose(DeviceChoice.AUTO, CPU, SLOW, FAST).provider()).isSameAs(FAST);
    assertThat(choose(DeviceChoice.AUTO, ABSENT, BROKEN, CPU, SLOW).provider()).isSameAs(SLOW);
    assertThat(choose(DeviceChoice.CUDA, BROKEN, CPU, SLOW).device()).hasToString("slow");
  }

  @Test
  void takesTheCpuIfAskedToOrIfThereIsNoGpuAndSaysWhy() {
    assertThat(choose(DeviceChoice.CPU, FAST, CPU).provider()).isSameAs(CPU);
    assertThat(choose(DeviceChoice.AUTO, ABSENT, CPU).provider()).isSameAs(CPU);
    assertThat(choose(DeviceChoice.AUTO, ABSENT, CPU).device())
        .hasToString("CPU, because no driver");
    assertThat(choose(DeviceChoice.AUTO, BROKEN, CPU).device())
        .hasToString("CPU, because it is broken");
  }

  @Test
  void hasAnotherEngineForCpusBefore() {
    Provider faster = new Provider(false, 1, true, Device.cpu(""));

    assertThat(choose(DeviceChoice.CPU, CPU, faster).provider()).isSameAs(faster);
    assertThat(
            choose(DeviceChoice.CPU, CPU, new Provider(false, 1, false, Device.cpu(""))).provider())
        .isSameAs(CPU);
  }

  @Test
  void refusesAGpuThatIsAskedForAndNotThere() {
    assertThatThrownBy(() -> choose(DeviceChoice.CUDA, ABSENT, BROKEN, CPU))
        .isInstanceOf(DeviceException.class)
        .hasMessage("it is broken");
    assertThatThrownBy(() -> choose(DeviceChoice.CUDA, ABSENT, CPU))
        .isInstanceOf(DeviceException.class)
        .hasMessage("no driver");
  }

  @Test
  void hopesForAGpuWhereSomethingOfItIsPresent() {
    assertThat(new EngineChoice(List.of(CPU, ABSENT)).mayHaveGpu()).isFalse();
    assertThat(new EngineChoice(List.of(CPU, ABSENT, BROKEN)).mayHaveGpu()).isTrue();
  }

  /** A process with one more folder on its class path: what a module of its own would be. */
  @Test
  void findsAnEngineOfAModuleOfItsOwn() throws IOException, InterruptedException {
    Path module =
        Path.of(System.getProperty("project.root"), "common/src/test/resources/engine-module");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                module
                    + System.getProperty("path.separator")
                    + System.getProperty("java.class.path"),
                OtherEngineProvider.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    String lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(lines.lines()).containsExactly("a device of its own", "DOUBLE");
  }

  private static EngineChoice.Chosen choose(DeviceChoice choice, EngineProvider... providers) {
    return new EngineChoice(List.of(providers)).choose(choice);
  }

  /** Provides nothing: only the choice matters. */
  private record Provider(boolean isForGpus, int priority, boolean isPresent, Device found)
      implements EngineProvider {

    @Override
    public Device device(DeviceChoice choice) {
      if (choice == DeviceChoice.CUDA && !found.isGpu()) {
        throw new DeviceException(found.reason());
      }
      return found;
    }

    @Override
    public Engine open(Precision precision, int threads) {
      throw new UnsupportedOperationException("nothing is opened here");
    }
  }
}
