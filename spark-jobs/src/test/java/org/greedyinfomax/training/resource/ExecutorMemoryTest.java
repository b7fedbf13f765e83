package org.greedyinfomax.training.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;

final class ExecutorMemoryTest {

  @Test
  void ofThisProcessIsThatOfItsMachineAndRunsATaskOnEveryCore() throws IOException {
    try (JavaSparkContext spark = context("local[3]")) {
      ExecutorMemory found = ExecutorMemory.least(spark);

      assertThat(found.executor()).startsWith("driver on ");
      assertThat(found.heap()).isEqualTo(Runtime.getRuntime().maxMemory());
      assertThat(found.bytes())
          .isEqualTo(
              ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                  .getTotalMemorySize());
      assertThat(found.tasks()).isEqualTo(3);
    }
  }

  @Test
  void isOneForEachTaskIfTasksTakeAllCores() throws IOException {
    SparkConf conf = new SparkConf().set("spark.task.cpus", "2");
    try (JavaSparkContext spark =
        new JavaSparkContext("local[2]", "test", conf.set("spark.ui.enabled", "false"))) {
      assertThat(ExecutorMemory.least(spark).tasks()).isEqualTo(1);
    }
  }

  @Test
  void isWhatYarnAndKubernetesAllow() {
    SparkConf yarn = conf("yarn").set("spark.executor.memory", "4g");
    SparkConf kubernetes = conf("k8s://https://host").set("spark.executor.memory", "8g");

    assertThat(ExecutorMemory.ofContainer(yarn)).isEqualTo((4096L + 409) * (1 << 20) + 629145);
    assertThat(ExecutorMemory.ofContainer(yarn.set("spark.executor.memoryOverhead", "3g")))
        .isEqualTo(7L << 30);
    assertThat(ExecutorMemory.ofContainer(kubernetes.set("spark.executor.memoryOverhead", "512")))
        .isEqualTo((8L << 30) + (512 << 20));
  }

  @Test
  void leavesSparksLeastOverheadToSmallExecutors() {
    SparkConf yarn = conf("yarn");

    assertThat(ExecutorMemory.ofContainer(yarn)).isEqualTo((1024L + 384) << 20);
  }

  @Test
  void hasNoContainerElsewhere() {
    assertThat(ExecutorMemory.ofContainer(conf("spark://host:7077"))).isEqualTo(Long.MAX_VALUE);
    assertThat(ExecutorMemory.ofContainer(conf("local[2]"))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void hasRoomForTensorsBesideHeapAndRuntime() {
    long heap = 1L << 30;

    assertThat(new ExecutorMemory("1", heap + ExecutorMemory.RUNTIME + 5, heap, 1).room())
        .isEqualTo(5);
    assertThat(new ExecutorMemory("1", heap, heap, 1).room()).isZero();
  }

  private static SparkConf conf(String master) {
    return new SparkConf(false).setMaster(master);
  }

  private static JavaSparkContext context(String master) {
    return new JavaSparkContext(master, "test", new SparkConf().set("spark.ui.enabled", "false"));
  }
}
