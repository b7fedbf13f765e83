package org.greedyinfomax.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.training.Checkpoint;
import org.greedyinfomax.training.Progress;
import org.greedyinfomax.training.RunDirectory;
import org.greedyinfomax.training.TrainingRun;

/** Trains an encoder on a corpus, without labels: {@code gim pretrain}. */
public final class Pretrain {

  private final SparkSession spark;
  private final Progress progress;

  public Pretrain(SparkSession spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
  }

  /** What to do with the run directory. */
  public enum Mode {
    /** A new run; a directory that is not empty is refused. */
    NEW,
    /** A new run; an older one in the same place is deleted. */
    OVERWRITE,
    /** Goes on from the newest checkpoint. */
    RESUME
  }

  /**
   * What came of a run.
   *
   * @param run its directory
   * @param rounds finished
   * @param ofRounds planned: more than finished if it was interrupted
   * @param stateHash SHA-256 that names the parameters
   */
  public record Report(String run, int rounds, int ofRounds, String stateHash) {}

  /**
   * Runs to the end.
   *
   * @param corpus directory that was ingested
   * @param run directory of the run
   */
  public Report run(Recipe recipe, String corpus, String run, Mode mode) throws IOException {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    TrainingRun training =
        switch (mode) {
          case NEW -> TrainingRun.start(spark, recipe, corpus, run, RunDirectory.Existing.REFUSE);
          case OVERWRITE ->
              TrainingRun.start(spark, recipe, corpus, run, RunDirectory.Existing.OVERWRITE);
          case RESUME -> TrainingRun.resume(spark, recipe, corpus, RunDirectory.open(hadoop, run));
        };
    Checkpoint end = training.train(progress);
    return new Report(run, end.rounds(), training.rounds(), end.hash());
  }
}
