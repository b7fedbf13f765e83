package org.greedyinfomax.job;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.device.DeviceChoice;
import org.greedyinfomax.doctor.Diagnosis;
import org.greedyinfomax.doctor.Doctor;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.storage.WriteTrial;
import org.greedyinfomax.training.Progress;

/** A glance at the cluster before a training starts. */
public final class Preflight {

  private Preflight() {}

  /**
   * What to examine.
   *
   * @param run the run directory whose file system is tried; without one it is that of Hadoop's
   *     temporary files
   * @param recipe that would be trained
   */
  public record Options(Optional<String> run, Recipe recipe) {}

  /** Examines driver and executors as a training would find them: {@code gim doctor}. */
  public static Diagnosis examine(SparkSession spark, Options options) throws IOException {
    String run =
        options
            .run()
            .orElseGet(() -> spark.sparkContext().hadoopConfiguration().get("hadoop.tmp.dir"));
    return new Doctor(spark).examine(options.recipe(), new Path(run));
  }

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
   * Tries whether driver and executors can write into a directory, and see what the others write,
   * before a command begins its work.
   *
   * @throws JobException if executors cannot
   * @throws IOException if the driver cannot
   */
  static void requireShared(SparkSession spark, Path directory) throws IOException {
    WriteTrial.require(spark.sparkContext().hadoopConfiguration(), directory);
    require(new Doctor(spark).tryFiles(directory));
  }

  /**
   * Refuses what was found not to work.
   *
   * @throws JobException that names each reason
   */
  public static void require(Diagnosis diagnosis) {
    if (!diagnosis.failures().isEmpty()) {
      throw new JobException(ExitCode.PREFLIGHT, diagnosis.reasons());
    }
  }
}
