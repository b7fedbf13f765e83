package org.greedyinfomax.plan;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.storage.JavaBytes;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.training.resource.ExecutorMemory;
import org.greedyinfomax.training.resource.TaskSlots;

/** Measures what a plan needs to know about a cluster, in some seconds. */
public final class Gauge {

  private final JavaSparkContext spark;

  public Gauge(SparkSession spark) {
    this.spark = JavaSparkContext.fromSparkContext(spark.sparkContext());
  }

  /**
   * Measures a task on an executor while nothing else runs, and rounds without a step.
   *
   * @param near a directory whose file system would hold activations; it need not exist, and is
   *     left as it was
   */
  public Measurements measure(Recipe recipe, Path near) throws IOException {
    Configuration hadoop = spark.hadoopConfiguration();
    try (Closeable lastly = () -> spark.sc().setJobDescription(null);
        Scratch scratch = Scratch.near(hadoop, near)) {
      spark.sc().setJobDescription("plan · trial steps");
      byte[] found =
          spark
              .parallelize(List.of(0), 1)
              .mapPartitions(new SpeedTask(recipe, hadoop, scratch.path()))
              .collect()
              .get(0);
      spark.sc().setJobDescription("plan · rounds without a step");
      double overhead = new OverheadTrial(spark, recipe).measure();
      // Last, when executors that come late are there.
      return new Measurements(
          TaskSlots.of(spark, recipe.device()).count(),
          ExecutorMemory.least(spark),
          JavaBytes.read(found, TaskSpeeds.class),
          overhead);
    }
  }
}
