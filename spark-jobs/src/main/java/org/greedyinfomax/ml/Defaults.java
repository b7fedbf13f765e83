package org.greedyinfomax.ml;

import org.greedyinfomax.encoding.Encoding;

/** Values of params that nobody has set, of the estimator as of the model. */
final class Defaults {

  /** What Spark's source {@code binaryFile} calls the content of a file. */
  static final String INPUT = "content";

  /** What the classifiers of Spark ML read. */
  static final String OUTPUT = "features";

  static final String POOLING = "mean";
  static final int BATCH_SIZE = Encoding.BATCH_SIZE;
  static final String HANDLE_INVALID = "error";

  private Defaults() {}
}
