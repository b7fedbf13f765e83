package org.greedyinfomax.ml;

import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;

/** The params of {@link EncodingParams}. */
record EncodingParamSet(
    Param<String> inputCol,
    Param<String> outputCol,
    Param<String> module,
    Param<String> pooling,
    IntParam inferBatchSize,
    IntParam sampleRate,
    IntArrayParam imageShape,
    Param<String> handleInvalid) {

  /** Makes them for an owner, whose uid must be set already. */
  static EncodingParamSet of(Params owner) {
    return new EncodingParamSet(
        new Param<>(
            owner,
            "inputCol",
            "column of files (binary), of pictures that Spark's source image made, or of samples or pixels (array or vector)"),
        new Param<>(owner, "outputCol", "column for representations"),
        new Param<>(
            owner, "module", "module whose representations are wanted; if not set, the topmost"),
        new Param<>(
            owner,
            "pooling",
            "mean: a vector a row; none: an array of vectors, one for each frame or patch"),
        new IntParam(
            owner,
            "inferBatchSize",
            "rows that are encoded together, at least 1; more are faster, and take more memory"),
        new IntParam(
            owner,
            "sampleRate",
            "samples per second in inputCol, if it holds arrays or vectors of samples"),
        new IntArrayParam(
            owner,
            "imageShape",
            "rows, columns and channels of pictures in inputCol, if it holds arrays or vectors of pixels"),
        new Param<>(
            owner,
            "handleInvalid",
            "what becomes of rows that cannot be encoded: error, skip, or keep them with a null"));
  }
}
