package org.greedyinfomax.job;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.Schedule;
import org.greedyinfomax.config.TrainingSettings;
import org.greedyinfomax.plan.Gauge;
import org.greedyinfomax.plan.Measurements;
import org.greedyinfomax.plan.Planner;
import org.greedyinfomax.plan.TrainingPlan;
import org.greedyinfomax.training.TrainingRun;

/**
 * Predicts what a training costs: {@code gim plan}. It changes nothing and leaves nothing behind.
 */
public final class Plan {

  private final SparkSession spark;

  /** Makes a job that is run by {@link #run}. */
  public Plan(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What to plan.
   *
   * @param corpus directory that would be trained on; without one only rounds are planned, not how
   *     many there are
   * @param run directory whose file system would hold activations; it need not exist. Without one
   *     that of Hadoop's temporary files is measured
   * @param recipe that would be trained
   */
  public record Options(Optional<String> corpus, Optional<String> run, Recipe recipe) {}

  /**
   * Measures and plans.
   *
   * @throws IllegalArgumentException if recipe and corpus do not fit
   */
  public TrainingPlan run(Options options) throws IOException {
    Recipe recipe = options.recipe();
    Optional<String> corpus = options.corpus();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    OptionalLong recordings =
        corpus.isPresent()
            ? OptionalLong.of(TrainingRun.recordings(spark, recipe, corpus.get()))
            : OptionalLong.empty();
    Path near = new Path(options.run().orElseGet(() -> hadoop.get("hadoop.tmp.dir")));
    Measurements measured = new Gauge(spark).measure(recipe, near);
    return Planner.plan(recipe, measured, recordings);
  }

  /** Whether a recipe leaves something to measurements. */
  static boolean isNeeded(Recipe recipe) {
    return recipe.training().schedule().kind() == Schedule.Kind.AUTO
        || recipe.training().localSteps() == TrainingSettings.AUTO;
  }
}
