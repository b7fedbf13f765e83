package org.greedyinfomax.ml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsReader$;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.JsonFile;
import org.greedyinfomax.storage.WholeFile;

/**
 * Vouches for the params of a saved model or estimator, which Spark ML stores without a checksum;
 * the content of {@code params.json} beside them.
 *
 * @param version of the format, {@link #VERSION}
 * @param metadata SHA-256 of Spark's JSON
 */
record SavedParams(int version, String metadata) {

  static final int VERSION = 1;

  /** Its name in the folder of what is saved. */
  static final String NAME = "params.json";

  private static final String REMEDY = "save the model again";

  /** Reads what Spark ML has saved of something. */
  @SuppressWarnings("deprecation") // in Spark 4, whose other method Spark 3.5 has not
  static DefaultParamsReader.Metadata metadata(
      String path, SparkContext context, Class<? extends Params> saved) {
    return DefaultParamsReader$.MODULE$.loadMetadata(path, context, saved.getName());
  }

  /**
   * What vouches for some params.
   *
   * @param metadata Spark's JSON
   */
  static SavedParams of(String metadata) {
    return new SavedParams(VERSION, WholeFile.sha256(metadata.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes the file into the folder of a model. */
  void writeInto(Configuration hadoop, String model) throws IOException {
    JsonFile.write(hadoop, new Path(model, NAME), this);
  }

  /**
   * Compares with the file in the folder of a model.
   *
   * @throws IllegalArgumentException if there is none, or it vouches for other params
   */
  void require(Configuration hadoop, String model) throws IOException {
    Path file = new Path(model, NAME);
    Check.argument(
        JsonFile.read(hadoop, file, SavedParams.class, VERSION, REMEDY).equals(this),
        "the params in %s/metadata are damaged, or were edited (%s is of others): %s",
        model,
        NAME,
        REMEDY);
  }
}
