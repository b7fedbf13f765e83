package org.greedyinfomax.job;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.DriverHeap;

/** Where commands have their Spark session from, once everything is checked that can be without. */
interface Sessions {

  /** A session while a command uses it. */
  record Session(SparkSession spark, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
      end.run();
    }
  }

  /**
   * Opens a session.
   *
   * @param command that the session is for, shown in the Spark UI
   * @throws JobException if there is none to be had
   */
  Session open(String command);

  /** New ones, on the master that the launcher has set; each ends with its command. */
  static Sessions own() {
    return command -> {
      SparkSession spark = start(command);
      return new Session(spark, spark::stop);
    };
  }

  /** Always one that is there already, and stays. */
  static Sessions of(SparkSession spark) {
    return command -> new Session(spark, () -> {});
  }

  private static SparkSession start(String command) {
    SparkConf settings = new SparkConf();
    if (!settings.contains("spark.master")) {
      throw new JobException(
          ExitCode.USAGE,
          "no Spark master is set: start with bin/gim, which runs on this machine, or with"
              + " spark-submit --master MASTER --class "
              + Gim.class.getName());
    }
    DriverHeap.require(Runtime.getRuntime().maxMemory());
    settings.setIfMissing(
        "spark.scheduler.mode", "FAIR"); // stage groups share what slots there are
    return SparkSession.builder().config(settings).appName("gim " + command).getOrCreate();
  }
}
