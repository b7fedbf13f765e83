package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * What the network listens to.
 *
 * @param sampleRate of the corpus in Hz, at least 1
 * @param cropSamples length of a training sample in audio samples, at least 1
 */
public record InputSettings(int sampleRate, int cropSamples) implements Serializable {

  public InputSettings {
    Check.argument(sampleRate >= 1, "sampleRate must be at least 1, but is %d", sampleRate);
    Check.argument(cropSamples >= 1, "cropSamples must be at least 1, but is %d", cropSamples);
  }
}
