package org.greedyinfomax.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * Reads what {@link ModelWriter} has saved: JSON, a recipe that includes nothing, and safetensors.
 * None of it can name a class to load or anything else to reach for.
 */
final class ModelReader extends MLReader<GreedyInfoMaxModel> {

  @Override
  public GreedyInfoMaxModel load(String path) {
    DefaultParamsReader.Metadata metadata =
        SavedParams.metadata(path, sc(), GreedyInfoMaxModel.class);
    try {
      SavedParams.of(metadata.metadataJson()).require(sc().hadoopConfiguration(), path);
      GreedyInfoMaxModel model =
          new GreedyInfoMaxModel(metadata.uid(), FittedRun.find(sc().hadoopConfiguration(), path));
      metadata.getAndSetParams(model, Option.empty());
      return model;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
