package org.greedyinfomax.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/**
 * Saves a model: its params as Spark ML does, in {@code metadata}, and beside them, in {@code run},
 * the run that trained it, with its newest checkpoint. So a saved model is a run as well.
 */
final class ModelWriter extends MLWriter {

  private final GreedyInfoMaxModel model;
  private final FittedRun run;

  ModelWriter(GreedyInfoMaxModel model, FittedRun run) {
    this.model = model;
    this.run = run;
  }

  @Override
  @SuppressWarnings("deprecation") // in Spark 4, whose other method Spark 3.5 has not
  public void saveImpl(String path) {
    DefaultParamsWriter$.MODULE$.saveMetadata(model, path, sc(), Option.empty(), Option.empty());
    try {
      run.writeInto(sc().hadoopConfiguration(), path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
