package org.greedyinfomax.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * Reads an estimator that was saved. Spark's own reader makes an object of whatever class the file
 * names, which may come from somebody else; this one makes an estimator or nothing.
 */
final class EstimatorReader extends MLReader<GreedyInfoMax> {

  @Override
  public GreedyInfoMax load(String path) {
    DefaultParamsReader.Metadata metadata = SavedParams.metadata(path, sc(), GreedyInfoMax.class);
    try {
      SavedParams.of(metadata.metadataJson()).require(sc().hadoopConfiguration(), path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    GreedyInfoMax estimator = new GreedyInfoMax(metadata.uid());
    metadata.getAndSetParams(estimator, Option.empty());
    return estimator;
  }
}
