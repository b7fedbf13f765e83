package org.greedyinfomax.doctor;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.storage.Location;
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

  /**
   * Looks whether all executors can read what the driver writes into a directory, and write there.
   * In a process that is driver and executor at once nothing is looked at.
   *
   * @param directory need not exist, and is left as it was
   */
  public Diagnosis tryFiles(Path directory) throws IOException {
    if (spark.isLocal()) {
      return new Diagnosis(List.of());
    }
    try (Scratch scratch = Scratch.near(spark.hadoopConfiguration(), directory)) {
      FileTrial files = new FileTrial(spark.hadoopConfiguration(), scratch.path());
      String problem = files.prepare();
      Map<String, String> problems =
          problem.isEmpty() ? Examination.problems(spark, files) : Map.of();
      return new Diagnosis(FileFindings.of("output", directory.toString(), problem, problems));
    }
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
      findings.files(run.toString(), problem);
      if (Location.isLocal(hadoop, run)) {
        findings.localDisks(run.toString(), Examination.host());
      }
      return findings.clocks(before, after).diagnosis();
    }
  }
}
