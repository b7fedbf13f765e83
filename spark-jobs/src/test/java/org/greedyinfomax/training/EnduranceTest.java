package org.greedyinfomax.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of half an hour of training: hundreds of tasks, of which none leaves anything. */
@Tag("slow")
final class EnduranceTest {

  private static final Path STATUS = Path.of("/proc/self/status");

  /** A hundred tasks, each of which takes at least 16 MiB of memory outside the heap. */
  private static final String[] RUN = {"training.schedule=pipelined", "training.localSteps=1"};

  @TempDir private Path directory;

  @Test
  void holdsNoMoreMemoryAndFilesTheLongerItTrains() throws IOException {
    assumeTrue(Files.isReadable(STATUS), "only Linux tells the resident memory");
    Runs runs = new Runs(directory);
    try (SparkSession spark = Sparks.start("local[2]", "spark.scheduler.mode", "FAIR")) {
      train(runs, spark, "warm", 1);
      long memory = residentMegabytes();
      long files = openFiles();

      train(runs, spark, "on", 2);

      assertThat(residentMegabytes()).as("MB").isLessThan(memory + 200);
      assertThat(openFiles()).as("open files").isLessThan(files + 10);
    }
  }

  private static void train(Runs runs, SparkSession spark, String name, int times)
      throws IOException {
    for (int i = 0; i < times; i++) {
      runs.train(spark, SmallRecipe.with(RUN), name + i);
    }
  }

  private static long residentMegabytes() throws IOException {
    System.gc(); // the heap's own ups and downs are not meant
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }
}
