package org.greedyinfomax.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exit codes are seen by {@code spark-submit} itself, in {@code StandaloneIT}. */
final class OutcomeTest {

  @BeforeEach
  void runInYarnsApplicationMaster() {
    System.setProperty("spark.master", "yarn");
    System.setProperty("spark.submit.deployMode", "cluster");
  }

  @AfterEach
  void leaveIt() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.submit.deployMode");
  }

  @Test
  void returnsToYarn() {
    assertThatCode(() -> Outcome.done().end()).doesNotThrowAnyException();
  }

  @Test
  void tellsYarnWhatIsWrong() {
    Outcome refused = new Outcome(ExitCode.USAGE, "there is no corpus in hdfs:///corpus");

    assertThatThrownBy(refused::end)
        .isInstanceOf(JobException.class)
        .hasMessage("there is no corpus in hdfs:///corpus");
  }
}
