package org.greedyinfomax.tensor;

import org.greedyinfomax.Check;

/**
 * Random numbers as a function of what they are for: a seed, a purpose and a few counters name a
 * stream, and the same name gives the same numbers on every machine, in any order of use.
 *
 * <p>SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014), started
 * from a hash of the name.
 */
public final class RandomStream {

  /** What random numbers are used for; streams of different purposes are independent. */
  public enum Purpose {
    INITIALIZATION(1),
    ORDER(2),
    CROP(3),
    NEGATIVES(4),
    VALIDATION(5),
    LABELS(6);

    /** Part of the stream's name: never change one, or old runs no longer repeat. */
    private final long code;

    Purpose(long code) {
      this.code = code;
    }
  }

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /** The stream of that name. */
  public static RandomStream of(long seed, Purpose purpose, long... counters) {
    long hash = mix(seed + GOLDEN_GAMMA * purpose.code);
    for (long counter : counters) {
      hash = mix(hash + GOLDEN_GAMMA * (counter + 1));
    }
    return new RandomStream(hash);
  }

  /** 64 random bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in 0 (inclusive) to {@code bound} (exclusive), at least 1. */
  public int below(int bound) {
    Check.argument(bound >= 1, "bound must be at least 1, but is %d", bound);
    return (int) (((nextLong() >>> 32) * bound) >>> 32);
  }

  /** Uniform in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
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

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
