package org.greedyinfomax.encoding;

/** What a module makes of a recording: a vector for every frame. */
final class Frames {

  private final int channels;
  private final float[] values;

  /**
   * Wraps vectors.
   *
   * @param values {@code [frames, channels]} in one array
   */
  Frames(int channels, float[] values) {
    this.channels = channels;
    this.values = values;
  }

  /** The vectors, in time order. */
  Float[][] vectors() {
    Float[][] vectors = new Float[values.length / channels][channels];
    for (int i = 0; i < values.length; i++) {
      vectors[i / channels][i % channels] = values[i];
    }
    return vectors;
  }

  /** Their mean over time. */
  Float[] mean() {
    double[] sums = new double[channels];
    for (int i = 0; i < values.length; i++) {
      sums[i % channels] += values[i];
    }
    Float[] mean = new Float[channels];
    for (int c = 0; c < channels; c++) {
      mean[c] = (float) (sums[c] * channels / values.length);
    }
    return mean;
  }
}
