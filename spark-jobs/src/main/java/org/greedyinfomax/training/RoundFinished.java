package org.greedyinfomax.training;

import org.apache.spark.scheduler.SparkListenerEvent;
import org.greedyinfomax.run.RoundMetrics;

/**
 * A stage group has finished a round: told to whoever listens to Spark's events on the driver.
 *
 * @param samples that its replicas have seen in the round
 * @param metrics of the round
 */
public record RoundFinished(long samples, RoundMetrics metrics) implements SparkListenerEvent {

  /** Spark's history could not read it back. */
  @Override
  public boolean logEvent() {
    return false;
  }
}
