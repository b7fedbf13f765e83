package org.greedyinfomax.ml;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.training.Sparks;
import org.greedyinfomax.training.TrainingProcess;

/** A program of its own: loads a saved pipeline and writes what it predicts of a table. */
public final class Prediction {

  private Prediction() {}

  /** Runs the program in a new Java process, to its end. */
  static void inNewProcess(Path pipeline, Path table, Path output, Path errors)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(TrainingProcess.java());
    command.addAll(
        List.of(
            Prediction.class.getName(), pipeline.toString(), table.toString(), output.toString()));
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError("it ended with %d, see %s".formatted(code, errors));
    }
  }

  /** Takes the paths of pipeline, table and output. */
  public static void main(String[] args) throws IOException { // of closing, in Spark 4
    try (SparkSession spark = Sparks.start("local[2]")) {
      PipelineModel.load(args[0])
          .transform(spark.read().parquet(args[1]))
          .select("path", "prediction", "probability")
          .write()
          .parquet(args[2]);
    }
  }
}
