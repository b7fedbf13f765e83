package org.greedyinfomax.ingest.shard;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Exact sums over samples or pixels: the same in whatever order they are added.
 *
 * @param count of the numbers
 * @param sum of the numbers
 * @param squares sum of their squares
 */
record SampleSums(long count, BigInteger sum, BigInteger squares) implements Serializable {

  static final SampleSums NONE = new SampleSums(0, BigInteger.ZERO, BigInteger.ZERO);

  static SampleSums of(short[] samples) {
    // No overflow: an array has fewer than 2^31 samples, whose squares are at most 2^30.
    long sum = 0;
    long squares = 0;
    for (short sample : samples) {
      sum += sample;
      squares += (long) sample * sample;
    }
    return of(samples.length, sum, squares);
  }

  /** Sums over one channel of pixels, {@code [pixels, channels]}. */
  static SampleSums of(byte[] pixels, int channel, int channels) {
    long sum = 0;
    long squares = 0;
    for (int i = channel; i < pixels.length; i += channels) {
      long value = Byte.toUnsignedInt(pixels[i]);
      sum += value;
      squares += value * value;
    }
    return of(pixels.length / channels, sum, squares);
  }

  private static SampleSums of(long count, long sum, long squares) {
    return new SampleSums(count, BigInteger.valueOf(sum), BigInteger.valueOf(squares));
  }

  SampleSums plus(SampleSums other) {
    return new SampleSums(count + other.count, sum.add(other.sum), squares.add(other.squares));
  }

  /** Returns the mean as a fraction of full scale. */
  double mean(double fullScale) {
    return sum.doubleValue() / count / fullScale;
  }

  /** Returns {@code √(n·Σx² − (Σx)²) / n} as a fraction of full scale. */
  double standardDeviation(double fullScale) {
    BigInteger spread = squares.multiply(BigInteger.valueOf(count)).subtract(sum.multiply(sum));
    return Math.sqrt(spread.doubleValue()) / count / fullScale;
  }
}
