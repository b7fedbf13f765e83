package org.greedyinfomax;

/**
 * The pseudorandom number generator SplitMix64, written out so that no library's choice of
 * algorithm can change what is drawn.
 *
 * @see <a href="https://doi.org/10.1145/2660193.2660195">Steele, Lea, Flood: Fast splittable
 *     pseudorandom number generators (2014)</a>
 */
public final class SplitMix64 {

  /** The odd number that the state grows by: 2^64 over the golden ratio. */
  public static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** Creates a generator in a state. */
  public SplitMix64(long state) {
    this.state = state;
  }

  /** Returns the next 64 bits. */
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Returns the next number that is uniform in [0, 1), in steps of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Returns a number of which every bit depends on every bit of {@code value}. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
