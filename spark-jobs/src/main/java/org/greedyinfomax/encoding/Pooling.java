package org.greedyinfomax.encoding;

import org.greedyinfomax.config.ProbeSettings;

/**
 * How the vectors of a recording's frames, or an image's patches, become one vector, or stay as
 * they are.
 */
public enum Pooling {
  /** One vector a recording: their mean. */
  MEAN,
  /** One vector a recording: their mean, and after it their standard deviation. */
  MEAN_AND_DEVIATION,
  /** One vector a frame. */
  NONE;

  /** What becomes of frames before they are probed. */
  public static Pooling of(ProbeSettings settings) {
    return switch (settings.pooling()) {
      case MEAN -> MEAN;
      case MEAN_AND_DEVIATION -> MEAN_AND_DEVIATION;
    };
  }

  /** Channels of a vector that is made of frames with so many. */
  public int channels(int ofFrames) {
    return this == MEAN_AND_DEVIATION ? 2 * ofFrames : ofFrames;
  }
}
