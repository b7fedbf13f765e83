package org.greedyinfomax.training;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** A whole training of seconds, for tests of what surrounds it. */
public final class SmallTraining {

  private SmallTraining() {}

  /** Trains three modules in three groups for three rounds. */
  public static void pipelined(SparkSession spark, Path folder) throws IOException {
    new Runs(folder, Small.SOUNDS)
        .train(
            spark,
            Small.SOUNDS.recipe("training.schedule=pipelined", "training.localSteps=4"),
            "run");
  }
}
