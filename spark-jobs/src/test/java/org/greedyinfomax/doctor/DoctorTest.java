package org.greedyinfomax.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.training.SharedSession;
import org.greedyinfomax.training.SharedSpark;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds on this machine. */
@SharedSpark
final class DoctorTest {

  private static SparkSession spark;
  @TempDir private Path folder;

  @BeforeAll
  static void startSpark() {
    spark = SharedSession.spark();
  }

  @Test
  void findsThisMachineWellAndLeavesNothingBehind() throws IOException {
    Diagnosis diagnosis = examine("speech-small");

    assertThat(diagnosis.reasons()).isEmpty();
    assertThat(diagnosis.findings())
        .extracting(Finding::subject)
        .containsExactly(
            "Java",
            "Spark",
            "Scala",
            "Hadoop",
            "processor",
            "device",
            "products",
            "memory",
            "run directory",
            "clock");
    assertThat(diagnosis.about("Java").get(0)).startsWith(System.getProperty("java.version"));
    assertThat(diagnosis.about("device").get(0))
        .startsWith("CPU, OpenBLAS through ND4J, 1 thread; no GPU, because there is no NVIDIA");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void refusesAGpuThatIsNotThere() throws IOException {
    assertThat(examine("speech-small", "device=cuda").reasons())
        .startsWith("device, executor driver on ")
        .contains("device is cuda, but ", "or set device = auto")
        .doesNotContain("\n");
  }

  @Test
  void tellsThatItCannotWriteARun() throws IOException {
    Diagnosis diagnosis =
        new Doctor(spark)
            .examine(
                recipe("speech-small"), new org.apache.hadoop.fs.Path("file:/proc/no/such/run"));

    assertThat(diagnosis.reasons()).startsWith("run directory, driver: cannot use file:/proc/");
  }

  private Diagnosis examine(String preset, String... overrides) throws IOException {
    return new Doctor(spark)
        .examine(
            recipe(preset, overrides),
            new org.apache.hadoop.fs.Path(folder.resolve("run").toString()));
  }

  private static Recipe recipe(String preset, String... overrides) {
    Path conf = Path.of(System.getProperty("project.root"), "conf", preset + ".conf");
    return RecipeReader.read(conf, List.of(overrides));
  }
}
