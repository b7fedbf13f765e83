package org.greedyinfomax.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.greedyinfomax.storage.WholeFile;

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

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** How samples become the network's input. */
  public Normalization normalization() {
    return new Normalization(mean, standardDeviation);
  }

  static RunInput read(Configuration hadoop, Path file) throws IOException {
    byte[] content = WholeFile.read(hadoop, file);
    try {
      return JSON.readValue(content, RunInput.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s is damaged (%s): start the run anew".formatted(file, e.getOriginalMessage()), e);
    }
  }

  void write(Configuration hadoop, Path file) throws IOException {
    WholeFile.write(hadoop, file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
  }
}
