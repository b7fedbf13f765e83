package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;
import org.greedyinfomax.SplitMix64;

/**
 * A stream of random numbers that is a function of what they are for: a seed, a purpose and a few
 * counters name it, and the same name gives the same numbers on every machine, in any order of use.
 *
 * <p>{@link SplitMix64}, started from a hash of the name.
 */
public final class RandomStream {

  /** What random numbers are used for; streams of different purposes are independent. */
  public enum Purpose {
    INITIALIZATION(1),
    ORDER(2),
    CROP(3),
    NEGATIVES(4),
    VALIDATION(5),
    LABELS(6),
    CROP_LENGTH(7);

    /** Part of the stream's name: never change one, or old runs no longer repeat. */
    private final long code;

    Purpose(long code) {
      this.code = code;
    }
  }

  private final SplitMix64 generator;

  private RandomStream(long state) {
    generator = new SplitMix64(state);
  }

  /** Returns the stream of that name. */
  public static RandomStream of(long seed, Purpose purpose, long... counters) {
    long hash = SplitMix64.mix(seed + SplitMix64.GOLDEN_GAMMA * purpose.code);
    for (long counter : counters) {
      hash = SplitMix64.mix(hash + SplitMix64.GOLDEN_GAMMA * (counter + 1));
    }
    return new RandomStream(hash);
  }

  /** 64 random bits. */
  public long nextLong() {
    return generator.nextLong();
  }

  /** Uniform in 0 (inclusive) to {@code bound} (exclusive), at least 1. */
  public int below(int bound) {
    Check.argument(bound >= 1, "bound must be at least 1, but is %d", bound);
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return generator.nextDouble();
  }

  /** Normal, of mean 0 and deviation 1; the same on every machine (Marsaglia's polar method). */
  public double nextGaussian() {
    while (true) {
      double x = 2 * nextDouble() - 1;
      double y = 2 * nextDouble() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        return x * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }
}
