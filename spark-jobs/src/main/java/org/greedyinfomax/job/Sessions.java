package org.greedyinfomax.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Opens the Spark session of a command, once everything is checked that can be without it. */
final class Sessions {

  private Sessions() {}

  /**
   * Opens a session on the master that the launcher has set.
   *
   * @param command that the session is for, shown in the Spark UI
   * @throws JobException if no master is set
   */
  static SparkSession open(String command) {
    SparkConf settings = new SparkConf();
    if (!settings.contains("spark.master")) {
      throw new JobException(
          ExitCode.USAGE,
          "no Spark master is set: start with bin/gim, which runs on this machine, or with"
              + " spark-submit --master MASTER --class "
              + Gim.class.getName());
    }
    settings.setIfMissing(
        "spark.scheduler.mode", "FAIR"); // stage groups share what slots there are
    return SparkSession.builder().config(settings).appName("gim " + command).getOrCreate();
  }
}
