package org.greedyinfomax.doctor;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.tensor.engines.Engines;
import org.greedyinfomax.training.resource.TaskSlots;

/** Looks at the driver and the executors as a training would find them: {@code gim doctor}. */
public final class Doctor {

  private final JavaSparkContext spark;

  public Doctor(SparkSession spark) {
    this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /** Whether GPUs may be hoped for: Spark hands some out, or the driver's machine may have one. */
  public static boolean expectsGpus(SparkSession spark) {
    return TaskSlots.hasGpus(JavaSparkContext.fromSparkContext(spark.sparkContext()))
        || Engines.mayHaveGpu();
  }

  /**
   * Looks at everything, and times products.
   *
   * @param run directory whose file system would hold the run; it need not exist, and is left as it
   *     was
   */
  public Diagnosis examine(Recipe recipe, Path run) throws IOException {
    return look(recipe, run, true);
  }

  /** Looks at what takes no time, and is not checked by a training itself. */
  public Diagnosis glance(Recipe recipe, Path run) throws IOException {
    return look(recipe, run, false);
  }

  private Diagnosis look(Recipe recipe, Path run, boolean isThorough) throws IOException {
    Configuration hadoop = spark.hadoopConfiguration();
    try (Scratch scratch = Scratch.near(hadoop, run)) {
      FileTrial files = new FileTrial(hadoop, scratch.path());
      String problem = files.prepare();
      long before = System.currentTimeMillis();
      List<ExecutorFacts> executors = Examination.of(spark, recipe, files, isThorough);
      long after = System.currentTimeMillis();
      Findings findings = new Findings(executors).versions(Versions.here()).devices();
      if (isThorough) {
        findings.memory(recipe);
      }
      return findings.files(run.toString(), problem).clocks(before, after).diagnosis();
    }
  }
}
