package org.greedyinfomax.ml;

import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/**
 * Params of whatever encodes a column: the estimator has them for its model. Spark finds them
 * through methods without arguments.
 */
public interface EncodingParams extends Params {

  /** The params themselves, made for this owner. */
  EncodingParamSet encodingParams();

  /**
   * Column of files (binary), of pictures that Spark's source image made, or of samples or pixels
   * (array or vector).
   */
  default Param<String> inputCol() {
    return encodingParams().inputCol();
  }

  /** Column for representations. */
  default Param<String> outputCol() {
    return encodingParams().outputCol();
  }

  /** Module whose representations are wanted; if not set, the topmost. */
  default Param<String> module() {
    return encodingParams().module();
  }

  /** Mean: a vector a row; none: an array of vectors, one for each frame or patch. */
  default Param<String> pooling() {
    return encodingParams().pooling();
  }

  /** Rows that are encoded together, at least 1; more are faster, and take more memory. */
  default IntParam inferBatchSize() {
    return encodingParams().inferBatchSize();
  }

  /** Samples per second in inputCol, if it holds arrays or vectors of samples. */
  default IntParam sampleRate() {
    return encodingParams().sampleRate();
  }

  /**
   * Rows, columns and channels of pictures in inputCol, if it holds arrays or vectors of pixels.
   */
  default IntArrayParam imageShape() {
    return encodingParams().imageShape();
  }

  /** What becomes of rows that cannot be encoded: error, skip, or keep them with a null. */
  default Param<String> handleInvalid() {
    return encodingParams().handleInvalid();
  }

  // The values of the params, set or by default.

  default String getInputCol() {
    return getOrDefault(inputCol());
  }

  default String getOutputCol() {
    return getOrDefault(outputCol());
  }

  default String getModule() {
    return getOrDefault(module());
  }

  default String getPooling() {
    return getOrDefault(pooling());
  }

  default int getInferBatchSize() {
    return (int) getOrDefault(inferBatchSize());
  }

  default int getSampleRate() {
    return (int) getOrDefault(sampleRate());
  }

  default int[] getImageShape() {
    return getOrDefault(imageShape());
  }

  default String getHandleInvalid() {
    return getOrDefault(handleInvalid());
  }
}
