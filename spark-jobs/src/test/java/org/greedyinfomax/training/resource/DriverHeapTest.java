package org.greedyinfomax.training.resource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DriverHeapTest {

  @AfterEach
  void forgetTheLauncher() {
    System.clearProperty("gim.home");
  }

  @Test
  void aSmallHeapNamesTheSettingOfTheLauncher() {
    System.setProperty("gim.home", "/anywhere");

    assertThatThrownBy(() -> DriverHeap.require(100L << 20))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Java's heap has 100 MiB, but Spark needs 450 MiB at least: set GIM_MEMORY to 1g or"
                + " more");
  }

  @Test
  void elsewhereItNamesTheSettingOfSpark() {
    assertThatThrownBy(() -> DriverHeap.require((450L << 20) - 1))
        .hasMessageEndingWith("set spark.driver.memory to 1g or more");
    assertThatCode(() -> DriverHeap.require(450L << 20)).doesNotThrowAnyException();
  }
}
