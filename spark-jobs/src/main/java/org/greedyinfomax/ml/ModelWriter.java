package org.greedyinfomax.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter$;
import org.apache.spark.ml.util.MLWriter;
import scala.Option;

/**
 * Saves an estimator or a model: its params as Spark ML does, in {@code metadata}, and beside those
 * of a model, in {@code run}, the run that trained it, with its newest checkpoint. So a saved model
 * is a run as well. {@link SavedParams} vouch for the params.
 */
final class ModelWriter extends MLWriter {

  private final Params saved;
  private final Optional<FittedRun> run;

  /**
   * Makes a writer.
   *
   * @param run of a model; empty for an estimator
   */
  ModelWriter(Params saved, Optional<FittedRun> run) {
    this.saved = saved;
    this.run = run;
  }

  @Override
  public void save(String path) throws IOException {
    SavedFolder.clear(sc().hadoopConfiguration(), path, shouldOverwrite(), run.isPresent());
    saveImpl(path);
  }

  @Override
  @SuppressWarnings("deprecation") // in Spark 4, whose other method Spark 3.5 has not
  public void saveImpl(String path) {
    DefaultParamsWriter$.MODULE$.saveMetadata(saved, path, sc(), Option.empty(), Option.empty());
    try {
      SavedParams.of(SavedParams.metadata(path, sc(), saved.getClass()).metadataJson())
          .writeInto(sc().hadoopConfiguration(), path);
      SavedFolder.force(sc().hadoopConfiguration(), path);
      if (run.isPresent()) {
        run.get().writeInto(sc().hadoopConfiguration(), path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
