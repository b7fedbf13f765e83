package org.greedyinfomax.training;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.JsonFile;

/**
 * What a run took from its corpus; the content of {@code run.json}.
 *
 * @param version of the run directory's formats, {@link #VERSION}
 * @param corpus its path
 * @param corpusHash SHA-256 of its manifest
 * @param recordings that are trained on
 * @param mean of its samples, as a fraction of full scale
 * @param standardDeviation of its samples, as a fraction of full scale
 */
public record RunInput(
    int version,
    String corpus,
    String corpusHash,
    long recordings,
    double mean,
    double standardDeviation) {

  static final String NAME = "run.json";
  static final int VERSION = 1;

  /** How samples become the network's input. */
  public Normalization normalization() {
    return new Normalization(mean, standardDeviation);
  }

  static RunInput read(Configuration hadoop, Path file) throws IOException {
    return JsonFile.read(hadoop, file, RunInput.class, VERSION, "start a new run");
  }

  void write(Configuration hadoop, Path file) throws IOException {
    JsonFile.write(hadoop, file, this);
  }
}
