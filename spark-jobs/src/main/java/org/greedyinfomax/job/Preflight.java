package org.greedyinfomax.job;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.doctor.Diagnosis;
import org.greedyinfomax.doctor.Doctor;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.training.Progress;

/** A glance at the cluster before a training starts. */
final class Preflight {

  private Preflight() {}

  /**
   * Looks whether a recipe can be trained here, and says on what if GPUs were hoped for.
   *
   * @throws JobException if it cannot be trained
   */
  static void check(SparkSession spark, Recipe recipe, String run, Progress progress)
      throws IOException {
    Diagnosis diagnosis = new Doctor(spark).glance(recipe, new Path(run));
    require(diagnosis);
    if (Doctor.expectsGpus(spark) && recipe.device() != DeviceChoice.CPU) {
      diagnosis.about("device").forEach(progress::say);
    }
  }

  /**
   * Refuses what was found not to work.
   *
   * @throws JobException that names each reason
   */
  static void require(Diagnosis diagnosis) {
    if (!diagnosis.failures().isEmpty()) {
      throw new JobException(ExitCode.PREFLIGHT, diagnosis.reasons());
    }
  }
}
