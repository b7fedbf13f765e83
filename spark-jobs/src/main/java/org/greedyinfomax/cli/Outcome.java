package org.greedyinfomax.cli;

import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;

/**
 * How a command went.
 *
 * @param message for people, empty if the command did what it was asked for
 */
record Outcome(ExitCode code, String message) {

  /** A command that did what it was asked for. */
  static Outcome done() {
    return new Outcome(ExitCode.DONE, "");
  }

  /**
   * Ends the program so that whoever started it learns how it went: with the exit code of the
   * process.
   *
   * <p>In YARN's cluster mode this is the application master's process, and YARN takes any exit
   * code, even 0, for a crash that nothing is known of. There the program returns, or throws what
   * YARN then shows as the reason.
   *
   * @throws JobException in YARN's cluster mode, if the command failed
   */
  void end() {
    if (!isInApplicationMaster()) {
      System.exit(code.number());
    }
    if (code != ExitCode.DONE) {
      throw new JobException(code, message);
    }
  }

  private static boolean isInApplicationMaster() {
    return System.getProperty("spark.master", "").equals("yarn")
        && System.getProperty("spark.submit.deployMode", "").equals("cluster");
  }
}
