package org.greedyinfomax.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.greedyinfomax.plan.PlanRecipes.ofModules;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measuring on two slots; how fast they are cannot be tested. */
@SharedSpark
final class GaugeTest {

  @TempDir private static java.nio.file.Path directory;
  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @Test
  void measuresEveryModuleAndLeavesNothingBehind() throws IOException {
    Path run = new Path(directory.resolve("runs/new").toString());

    Measurements measured = new Gauge(spark).measure(ofModules(2, "training.replicas=3"), run);

    assertThat(measured.slots()).isEqualTo(2);
    assertThat(measured.overheadSeconds()).isPositive();
    assertThat(measured.task().device()).startsWith("CPU, OpenBLAS");
    assertThat(measured.task().modules())
        .hasSize(2)
        .allMatch(module -> module.training() > 0 && module.frozen() == 0);
    assertNothingIsLeft();
  }

  @Test
  void measuresFrozenModulesWhereTheOrderFreezesThem() throws IOException {
    Measurements measured =
        new Gauge(spark)
            .measure(ofModules(2, "training.order=iterative"), new Path(directory.toUri()));

    assertThat(measured.task().modules()).allMatch(module -> module.frozen() > 0);
    assertNothingIsLeft();
  }

  private static void assertNothingIsLeft() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }
}
