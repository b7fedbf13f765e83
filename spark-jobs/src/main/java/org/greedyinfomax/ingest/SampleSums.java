package org.greedyinfomax.ingest;

import java.io.Serializable;
import java.math.BigInteger;

/**
 * Exact sums over 16-bit samples: the same in whatever order they are added.
 *
 * @param count of the samples
 * @param sum of the samples
 * @param squares sum of their squares
 */
record SampleSums(long count, BigInteger sum, BigInteger squares) implements Serializable {

  static final SampleSums NONE = new SampleSums(0, BigInteger.ZERO, BigInteger.ZERO);

  private static final double FULL_SCALE = 32768;

  static SampleSums of(short[] samples) {
    // No overflow: an array has fewer than 2^31 samples, whose squares are at most 2^30.
    long sum = 0;
    long squares = 0;
    for (short sample : samples) {
      sum += sample;
      squares += (long) sample * sample;
    }
    return new SampleSums(samples.length, BigInteger.valueOf(sum), BigInteger.valueOf(squares));
  }

  SampleSums plus(SampleSums other) {
    return new SampleSums(count + other.count, sum.add(other.sum), squares.add(other.squares));
  }

  /** Returns the mean as a fraction of full scale. */
  double mean() {
    return sum.doubleValue() / count / FULL_SCALE;
  }

  /** Returns {@code √(n·Σx² − (Σx)²) / n} as a fraction of full scale. */
  double standardDeviation() {
    BigInteger spread = squares.multiply(BigInteger.valueOf(count)).subtract(sum.multiply(sum));
    return Math.sqrt(spread.doubleValue()) / count / FULL_SCALE;
  }
}
