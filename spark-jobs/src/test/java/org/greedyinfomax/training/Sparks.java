package org.greedyinfomax.training;

import org.apache.spark.sql.SparkSession;

/** Spark sessions to train in. */
public final class Sparks {

  private Sparks() {}

  /**
   * Starts a session.
   *
   * @param settings keys and values in turn
   */
  public static SparkSession start(String master, String... settings) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .master(master)
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2");
    for (int i = 0; i < settings.length; i += 2) {
      builder.config(settings[i], settings[i + 1]);
    }
    return builder.getOrCreate();
  }
}
