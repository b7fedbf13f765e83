package org.greedyinfomax.encoding;

import java.util.Arrays;

/** The representation of a recording or image by one module: a vector for every frame or patch. */
public final class Frames {

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

  /** What becomes of them: a vector, or an array of vectors. */
  public Object pooled(Pooling pooling) {
    return switch (pooling) {
      case MEAN -> mean();
      case MEAN_AND_DEVIATION -> meanAndDeviation();
      case NONE -> vectors();
    };
  }

  /** The vectors, in time order, or patch by patch, row by row. */
  public float[][] vectors() {
    float[][] vectors = new float[values.length / channels][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = Arrays.copyOfRange(values, i * channels, (i + 1) * channels);
    }
    return vectors;
  }

  /** Their mean. */
  public float[] mean() {
    double[] sums = new double[channels];
    for (int start = 0; start < values.length; start += channels) {
      for (int c = 0; c < channels; c++) {
        sums[c] += values[start + c];
      }
    }
    float[] mean = new float[channels];
    for (int c = 0; c < channels; c++) {
      mean[c] = (float) (sums[c] * channels / values.length);
    }
    return mean;
  }

  /** Their mean, and after it the standard deviation of each channel; 0 of a single frame. */
  float[] meanAndDeviation() {
    float[] mean = mean();
    double[] squares = new double[channels];
    for (int start = 0; start < values.length; start += channels) {
      for (int c = 0; c < channels; c++) {
        double difference = values[start + c] - mean[c];
        squares[c] += difference * difference;
      }
    }
    float[] both = Arrays.copyOf(mean, 2 * channels);
    for (int c = 0; c < channels; c++) {
      both[channels + c] = (float) Math.sqrt(squares[c] * channels / values.length);
    }
    return both;
  }
}
