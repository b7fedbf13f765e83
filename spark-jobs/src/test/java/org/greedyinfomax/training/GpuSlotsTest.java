package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.training.resource.TaskSlots;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A standalone cluster that believes it has two GPUs. */
@Tag("slow")
@Timeout(120)
final class GpuSlotsTest {

  @TempDir private static Path directory;
  private static StandaloneCluster cluster;
  private static SparkSession spark;

  @BeforeAll
  static void startCluster() throws IOException {
    cluster = StandaloneCluster.startWithTwoGpus(directory);
    spark =
        Sparks.start(
            cluster.master(),
            "spark.executor.extraClassPath",
            System.getProperty("java.class.path"),
            "spark.executor.memory",
            "1g",
            "spark.executor.resource.gpu.amount",
            "2",
            "spark.scheduler.mode",
            "FAIR");
  }

  @AfterAll
  static void stopCluster() {
    spark.stop();
    cluster.close();
  }

  @Test
  void tasksHaveOneGpuEachAndNeverShareIt() {
    List<GpuUse> uses =
        TaskSlots.of(context(), DeviceChoice.AUTO).tasks(6).map(task -> GpuUse.observe()).collect();

    assertThat(uses).extracting(GpuUse::addresses).containsOnly(List.of("0"), List.of("1"));
    for (GpuUse one : uses) {
      assertThat(uses)
          .filteredOn(
              other -> other.task() != one.task() && other.addresses().equals(one.addresses()))
          .noneMatch(one::overlaps);
    }
    assertThat(uses)
        .anyMatch(
            one ->
                uses.stream().anyMatch(other -> other.task() != one.task() && one.overlaps(other)));
  }

  @Test
  void tasksThatComputeOnCpusAskForNone() {
    List<GpuUse> uses =
        TaskSlots.of(context(), DeviceChoice.CPU).tasks(2).map(task -> GpuUse.observe()).collect();

    assertThat(uses).extracting(GpuUse::addresses).containsOnly(List.of());
  }

  @Test
  void onlyTrainingAsksForGpus() throws Exception {
    Map<String, Integer> profiles = new ConcurrentHashMap<>();
    spark
        .sparkContext()
        .addSparkListener(
            new SparkListener() {
              @Override
              public void onStageSubmitted(SparkListenerStageSubmitted event) {
                profiles.put(
                    event.properties().getProperty("spark.job.description", "other"),
                    event.stageInfo().resourceProfileId());
              }
            });
    Runs runs = new Runs(directory, Small.SOUNDS);

    runs.train(
        spark, SmallRecipe.with("training.localSteps=4", "training.schedule=pipelined"), "trained");

    context().sc().listenerBus().waitUntilEmpty();
    int usual = ResourceProfile.DEFAULT_RESOURCE_PROFILE_ID();
    assertThat(profiles.keySet()).anyMatch(job -> job.startsWith("module "));
    profiles.forEach(
        (job, profile) -> {
          if (job.startsWith("module ")) {
            assertThat(profile).as(job).isNotEqualTo(usual);
          } else {
            assertThat(profile).as(job).isEqualTo(usual);
          }
        });
    assertThat(profiles.values().stream().distinct()).hasSize(2); // one object for all rounds
  }

  private static JavaSparkContext context() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** GPUs that a task had, and when, in milliseconds. */
  private record GpuUse(int task, List<String> addresses, long from, long to)
      implements java.io.Serializable {

    static GpuUse observe() throws InterruptedException {
      long from = System.currentTimeMillis();
      Thread.sleep(300);
      ResourceInformation gpu = TaskContext.get().resourcesJMap().get("gpu");
      return new GpuUse(
          TaskContext.getPartitionId(),
          gpu == null ? List.of() : List.of(gpu.addresses()),
          from,
          System.currentTimeMillis());
    }

    boolean overlaps(GpuUse other) {
      return from < other.to && other.from < to;
    }
  }
}
