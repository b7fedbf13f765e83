package org.greedyinfomax.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.doctor.Finding.Verdict;
import org.greedyinfomax.training.resource.ExecutorMemory;
import org.junit.jupiter.api.Test;

/** How what executors find is judged. */
final class FindingsTest {

  private static final Versions OURS =
      new Versions("17.0.15", "3.5.6", "2.13.8", "3.3.4", "amd64, 2 cores, avx2", "UTF-8");

  @Test
  void executorsThatAreAlikeShareALine() {
    Diagnosis diagnosis =
        new Findings(List.of(executor("0 on a").build(), executor("1 on b").build()))
            .versions(OURS)
            .devices()
            .files("hdfs://run", "")
            .clocks(1_000, 2_000)
            .diagnosis();

    assertThat(diagnosis.failures()).isEmpty();
    assertThat(diagnosis.toText())
        .contains("| ok | Java          | 17.0.15 ", "| driver, executors 0 on a, 1 on b |")
        .contains("| ok | products      | 60 GFLOP/s a task ")
        .contains("| ok | run directory | reads, writes and deletes in hdfs://run ");
  }

  @Test
  void localDisksOfSeveralMachinesWarn() {
    Findings findings =
        new Findings(List.of(executor("0 on a").build(), executor("1 on b").build()))
            .files("file:/data/run", "")
            .localDisks("file:/data/run", "a");

    assertThat(findings.diagnosis().failures()).isEmpty();
    assertThat(findings.diagnosis().findings())
        .contains(
            new Finding(
                Verdict.WARNING,
                "run directory",
                "file:/data/run is a path on the disks of 2 machines (a, b), which works only if it"
                    + " is a folder that all of them have mounted: HDFS and object stores are shared"
                    + " for certain",
                "driver, executors 0 on a, 1 on b"));
  }

  @Test
  void localDisksOfOneMachineAreFine() {
    assertThat(
            new Findings(List.of(executor("0 on a").build(), executor("1 on a").build()))
                .localDisks("file:/data/run", "a")
                .diagnosis()
                .findings())
        .isEmpty();
  }

  @Test
  void anotherSparkFailsAndAnotherJavaWarns() {
    Versions others =
        new Versions("17.0.9", "3.5.1", "2.13.8", "3.3.4", "amd64, 2 cores, avx2", "UTF-8");

    Diagnosis diagnosis =
        new Findings(List.of(executor("0 on a").build(), executor("1 on b").on(others).build()))
            .versions(OURS)
            .diagnosis();

    assertThat(diagnosis.failures())
        .containsExactly(
            new Finding(
                Verdict.FAILURE,
                "Spark",
                "3.5.1, but the driver has 3.5.6: install the same",
                "executor 1 on b"));
    assertThat(diagnosis.findings())
        .contains(
            new Finding(
                Verdict.WARNING,
                "Java",
                "17.0.9, but the driver has 17.0.15: install the same",
                "executor 1 on b"));
  }

  @Test
  void unlikeProcessorsWarn() {
    Versions others =
        new Versions("17.0.15", "3.5.6", "2.13.8", "3.3.4", "amd64, 2 cores", "UTF-8");

    Diagnosis diagnosis =
        new Findings(List.of(executor("0 on a").build(), executor("1 on b").on(others).build()))
            .versions(OURS)
            .diagnosis();

    assertThat(diagnosis.about("processor"))
        .contains("amd64, 2 cores; others differ, so bits are not repeatable (executor 1 on b)");
    assertThat(diagnosis.failures()).isEmpty();
  }

  @Test
  void aLocaleThatCannotNameFilesWarns() {
    Versions others =
        new Versions(
            "17.0.15", "3.5.6", "2.13.8", "3.3.4", "amd64, 2 cores, avx2", "ANSI_X3.4-1968");

    Diagnosis diagnosis =
        new Findings(List.of(executor("0 on a").build(), executor("1 on b").on(others).build()))
            .versions(OURS)
            .diagnosis();

    assertThat(diagnosis.about("file names"))
        .containsExactly(
            "are read as ANSI_X3.4-1968, so files on local disks whose names have other letters are"
                + " not found: start Java with LC_ALL=C.UTF-8 in its environment (executor 1 on b)");
    assertThat(diagnosis.failures()).isEmpty();
  }

  @Test
  void aDeviceThatCannotComputeFails() {
    Diagnosis diagnosis =
        new Findings(
                List.of(
                    executor("0 on a").build(),
                    executor("1 on b").refusing("device is cuda, but there is none").build()))
            .devices()
            .diagnosis();

    assertThat(diagnosis.reasons())
        .isEqualTo("device, executor 1 on b: device is cuda, but there is none");
  }

  @Test
  void aMuchSlowerExecutorWarns() {
    Diagnosis diagnosis =
        new Findings(
                List.of(executor("0 on a").build(), executor("1 on b").multiplying(20e9).build()))
            .devices()
            .diagnosis();

    assertThat(diagnosis.findings())
        .contains(
            new Finding(
                Verdict.WARNING,
                "products",
                "20 to 60 GFLOP/s a task; a round takes as long as its slowest task",
                "executors 0 on a, 1 on b"));
  }

  @Test
  void aRecipeThatDoesNotFitFails() {
    Findings roomy = new Findings(List.of(executor("0 on a").build()));
    Findings narrow = new Findings(List.of(executor("0 on a").build()));

    assertThat(roomy.memory(librispeech("training.batchSize=8")).diagnosis().findings())
        .containsExactly(
            new Finding(
                Verdict.OK,
                "memory",
                "3.0 GB for tensors: enough for the recipe",
                "executor 0 on a"));
    assertThat(narrow.memory(librispeech("training.batchSize=200")).diagnosis().reasons())
        .startsWith("memory, executor 0 on a: training needs ")
        .contains("it runs 1 tasks at a time", "Executor 0 on a has 3.0 GB for them");
  }

  private static Recipe librispeech(String override) {
    Path conf = Path.of(System.getProperty("project.root"), "conf", "librispeech.conf");
    return RecipeReader.read(conf, List.of(override));
  }

  @Test
  void aFileSystemThatIsNotSharedFails() {
    Diagnosis diagnosis =
        new Findings(
                List.of(
                    executor("0 on a").build(),
                    executor("1 on b").without("does not see what the driver wrote to /r").build()))
            .files("/run", "")
            .diagnosis();

    assertThat(diagnosis.reasons())
        .isEqualTo(
            "run directory, executor 1 on b: does not see what the driver wrote to /r: take a file"
                + " system that all machines share and may write, such as HDFS, an object store or a"
                + " mounted folder");
  }

  @Test
  void clocksThatAreFarApartWarnAndThenFail() {
    Diagnosis diagnosis =
        new Findings(
                List.of(
                    executor("0 on a").at(1_500).build(),
                    executor("1 on b").at(12_000).build(),
                    executor("2 on c").at(-400_000).build()))
            .clocks(1_000, 2_000)
            .diagnosis();

    assertThat(diagnosis.findings())
        .containsExactly(
            new Finding(
                Verdict.WARNING,
                "clock",
                "10 seconds from the driver's: let NTP set both clocks",
                "executor 1 on b"),
            new Finding(
                Verdict.FAILURE,
                "clock",
                "401 seconds from the driver's: let NTP set both clocks",
                "executor 2 on c"));
  }

  private static Builder executor(String name) {
    return new Builder(name);
  }

  /** An executor that is well, but for what is said. */
  private static final class Builder {

    private final String name;
    private Versions versions = OURS;
    private String device = "CPU";
    private boolean canCompute = true;
    private double flops = 60e9;
    private String files = "";
    private long clock = 1_500;

    Builder(String name) {
      this.name = name;
    }

    Builder on(Versions others) {
      versions = others;
      return this;
    }

    Builder refusing(String reason) {
      device = reason;
      canCompute = false;
      return this;
    }

    Builder multiplying(double speed) {
      flops = speed;
      return this;
    }

    Builder without(String problem) {
      files = problem;
      return this;
    }

    Builder at(long millis) {
      clock = millis;
      return this;
    }

    ExecutorFacts build() {
      return new ExecutorFacts(
          name,
          versions,
          device,
          canCompute,
          "",
          flops,
          new ExecutorMemory(name, 4L << 30, 1L << 30, 1),
          files,
          clock);
    }
  }
}
