package org.greedyinfomax.data.synthesis;

import java.util.random.RandomGenerator;

/**
 * Random numbers that are a pure function of a seed and a path of numbers: SplitMix64, written out
 * so that no library's choice of algorithm can change the corpus.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood: Fast splittable
 *     pseudorandom number generators (2014)</a>
 */
final class Draws implements RandomGenerator {

  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  /** Makes the stream at the given path below the seed. */
  Draws(long seed, long... path) {
    state = mix(seed);
    for (long step : path) {
      state = mix(state + GOLDEN_GAMMA * (step + 1));
    }
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** A number in {@code [low, high)}, all equally likely. */
  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  /** White noise: a number in {@code [-1, 1)}, all equally likely. */
  double noise() {
    return 2 * unit() - 1;
  }

  /** A number around 0 with standard deviation {@code spread}, at most 2.5 spreads away. */
  double around(double spread) {
    double sum = noise() + noise() + noise() + noise();
    return Math.max(-2.5, Math.min(2.5, sum * 0.8660254037844386)) * spread;
  }

  private double unit() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}
