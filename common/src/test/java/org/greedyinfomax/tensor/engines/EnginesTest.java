package org.greedyinfomax.tensor.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.greedyinfomax.tensor.cuda.StandIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is chosen where there is a GPU. */
final class EnginesTest {

  private Engine onGpu;

  @BeforeEach
  void open() {
    StandIn.load();
    onGpu = StandIn.open(Precision.SINGLE);
  }

  @Test
  void takeTheGpuByThisProgramsKernels() {
    assertThat(Engines.open(DeviceChoice.AUTO, 1)).hasSameClassAs(onGpu);
    assertThat(Engines.open(DeviceChoice.CUDA, 1)).hasSameClassAs(onGpu);
    assertThat(Engines.device(DeviceChoice.AUTO)).hasToString("emulated GPU");
    assertThat(Engines.mayHaveGpu()).isTrue();
  }

  @Test
  void takeTheCpuWhereTheyAreAskedTo() {
    assertThat(Engines.open(DeviceChoice.CPU, 1)).isInstanceOf(CpuEngine.class);
    assertThat(Engines.device(DeviceChoice.CPU).isGpu()).isFalse();
  }
}
