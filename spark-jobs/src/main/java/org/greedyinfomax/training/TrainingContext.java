package org.greedyinfomax.training;

import org.apache.spark.api.java.JavaSparkContext;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.run.OwnedRun;
import org.greedyinfomax.run.Rounds;
import org.greedyinfomax.storage.Lease;

/**
 * The objects that all parts of a training share on the driver.
 *
 * @param spark where its tasks run
 * @param recipe that is trained
 * @param owned the run, and the lease without which nothing of it may be changed
 * @param rounds of the whole run
 * @param progress is told of rounds and measurements
 */
record TrainingContext(
    JavaSparkContext spark, Recipe recipe, OwnedRun owned, Rounds rounds, Progress progress) {

  /** Of the run: without it no round is finished. */
  Lease lease() {
    return owned.lease();
  }
}
