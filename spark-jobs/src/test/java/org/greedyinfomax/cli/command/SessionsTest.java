package org.greedyinfomax.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.Failure;
import org.greedyinfomax.job.failure.JobException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SessionsTest {

  @AfterEach
  void forgetSettings() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
  }

  /** Spark would end this very process, with exit code 52. */
  @Test
  void aTaskWhoseMemoryEndsFailsItsCommandAndNotTheProcess() {
    System.setProperty("spark.master", "local[1]");
    System.setProperty("spark.ui.enabled", "false");

    try (Sessions.Session session = Sessions.own().open("test")) {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.spark().sparkContext());
      Function<Integer, Integer> greedy = SessionsTest::runOutOfMemory;

      Failure failure =
          Failure.of(catchThrowable(() -> spark.parallelize(List.of(1), 1).map(greedy).collect()));

      assertThat(failure.code()).isEqualTo(ExitCode.PREFLIGHT);
      assertThat(failure.sentence())
          .startsWith("memory of a task has ended: give it more by GIM_MEMORY=8g for bin/gim");
      assertThat(spark.parallelize(List.of(1, 2), 1).count()).isEqualTo(2);
    }
  }

  private static int runOutOfMemory(int number) {
    throw new OutOfMemoryError("Java heap space");
  }

  @Test
  void refusesAMasterThatIsNone() {
    System.setProperty("spark.master", "lokal");

    assertThatThrownBy(() -> Sessions.own().open("test"))
        .isInstanceOf(JobException.class)
        .hasMessageStartingWith("\"lokal\" is no Spark master: it must be like local[*]")
        .satisfies(
            refused -> assertThat(((JobException) refused).code()).isEqualTo(ExitCode.USAGE));
  }
}
