package org.greedyinfomax.training;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * Makes 16-bit samples into numbers of mean 0 and deviation 1.
 *
 * @param mean of the corpus, as a fraction of full scale
 * @param standardDeviation of the corpus, as a fraction of full scale, more than 0
 */
public record Normalization(double mean, double standardDeviation) implements Serializable {

  private static final double FULL_SCALE = 32768;

  public Normalization {
    Check.argument(
        standardDeviation > 0 && Double.isFinite(standardDeviation) && Double.isFinite(mean),
        "the corpus is silent or damaged: its mean is %s and its standard deviation %s",
        mean,
        standardDeviation);
  }

  /**
   * Writes {@code count} normalized samples from {@code start} on into an array; beyond the end of
   * the recording there is silence.
   */
  public void apply(short[] samples, int start, int count, float[] into, int at) {
    for (int i = 0; i < count; i++) {
      double sample = start + i < samples.length ? samples[start + i] / FULL_SCALE : 0;
      into[at + i] = (float) ((sample - mean) / standardDeviation);
    }
  }
}
