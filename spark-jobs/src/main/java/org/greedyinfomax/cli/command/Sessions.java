package org.greedyinfomax.cli.command;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.training.resource.DriverHeap;

/** Where commands have their Spark session from, once everything is checked that can be without. */
public interface Sessions {

  /** What spark-submit starts. */
  String MAIN_CLASS = "org.greedyinfomax.cli.Gim";

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
              + MAIN_CLASS);
    }
    DriverHeap.require(Runtime.getRuntime().maxMemory());
    settings.setIfMissing(
        "spark.scheduler.mode", "FAIR"); // stage groups share what slots there are
    String master = settings.get("spark.master");
    if (master.matches("local(\\[.*)?")) {
      // Tasks tell with their heartbeats how far they are.
      settings.setIfMissing("spark.executor.heartbeatInterval", "2s");
      // Else a task whose memory ends would end this process, before anybody is told.
      settings.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    }
    try {
      return SparkSession.builder().config(settings).appName("gim " + command).getOrCreate();
    } catch (Exception e) { // Spark's are checked, but undeclared in Java
      throw refused(master, e);
    }
  }

  private static JobException refused(String master, Exception reason) {
    String message = String.valueOf(reason.getMessage());
    if (message.contains("Could not parse Master URL")) {
      return new JobException(
          ExitCode.USAGE,
          Text.format(
              "\"%s\" is no Spark master: it must be like local[*], spark://HOST:PORT, yarn or"
                  + " k8s://https://HOST:PORT",
              master),
          reason);
    }
    return new JobException(
        ExitCode.PREFLIGHT,
        Text.format(
            "Spark does not start on the master %s: %s",
            master, message.lines().findFirst().orElse("")),
        reason);
  }
}
