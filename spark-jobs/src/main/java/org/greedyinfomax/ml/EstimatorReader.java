package org.greedyinfomax.ml;

import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/**
 * Reads an estimator that was saved. Spark's own reader makes an object of whatever class the file
 * names, which may come from somebody else; this one makes an estimator or nothing.
 */
final class EstimatorReader extends MLReader<GreedyInfoMax> {

  @Override
  @SuppressWarnings("deprecation") // in Spark 4, whose other method Spark 3.5 has not
  public GreedyInfoMax load(String path) {
    DefaultParamsReader.Metadata metadata =
        DefaultParamsReader$.MODULE$.loadMetadata(path, sc(), GreedyInfoMax.class.getName());
    GreedyInfoMax estimator = new GreedyInfoMax(metadata.uid());
    metadata.getAndSetParams(estimator, Option.empty());
    return estimator;
  }
}
