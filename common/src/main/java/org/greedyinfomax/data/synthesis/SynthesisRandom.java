package org.greedyinfomax.data.synthesis;

import java.util.random.RandomGenerator;
import org.greedyinfomax.SplitMix64;

/**
 * A stream of random numbers that is a pure function of a seed and a path of numbers, by {@link
 * SplitMix64}.
 */
final class SynthesisRandom implements RandomGenerator {

  private final SplitMix64 generator;

  /** Creates the stream at the given path below the seed. */
  SynthesisRandom(long seed, long... path) {
    long state = SplitMix64.mix(seed);
    for (long step : path) {
      state = SplitMix64.mix(state + SplitMix64.GOLDEN_GAMMA * (step + 1));
    }
    generator = new SplitMix64(state);
  }

  @Override
  public long nextLong() {
    return generator.nextLong();
  }

  /** A number in {@code [low, high)}, all equally likely. */
  double between(double low, double high) {
    return low + (high - low) * generator.nextDouble();
  }

  /** White noise: a number in {@code [-1, 1)}, all equally likely. */
  double noise() {
    return 2 * generator.nextDouble() - 1;
  }

  /** A number around 0 with standard deviation {@code spread}, at most 2.5 spreads away. */
  double around(double spread) {
    double sum = noise() + noise() + noise() + noise();
    return Math.max(-2.5, Math.min(2.5, sum * 0.8660254037844386)) * spread;
  }
}
