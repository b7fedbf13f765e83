package org.greedyinfomax.job.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the whole comparison adds to the advice of a run that has stopped. */
final class ReproduceAdviceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rounds up to 1 of 3 are saved: remove the cause, then go on with --resume",
        "nothing is saved yet: remove the cause, then start again with --overwrite"
      })
  void theSameCommandDoesWhatARunAdvises(String advice) {
    JobException stopped = new JobException(ExitCode.INTERRUPTED, advice);

    assertThat(Reproduce.thatGoesOn(stopped, "reproduce"))
        .hasMessage("%s, or give the same gim reproduce again, which does so itself", advice)
        .extracting(JobException::code)
        .isEqualTo(ExitCode.INTERRUPTED);
  }

  @Test
  void nothingIsAddedForARunThatIsAnotherProcesss() {
    JobException stopped =
        new JobException(
            ExitCode.INTERRUPTED,
            "out/run was taken over by process 7 of ann on far: this process writes nothing more"
                + " there");

    assertThat(Reproduce.thatGoesOn(stopped, "study")).isSameAs(stopped);
  }
}
