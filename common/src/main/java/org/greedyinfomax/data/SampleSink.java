package org.greedyinfomax.data;

import java.io.IOException;

/** Takes a signal of one channel block by block. */
@FunctionalInterface
public interface SampleSink {

  /**
   * Takes the next samples.
   *
   * @param samples which the caller uses again afterwards
   * @param count how many of them, from the first one on
   * @throws BadFileException if they are too many
   * @throws IOException if they cannot be written
   */
  void accept(float[] samples, int count) throws IOException, BadFileException;
}
