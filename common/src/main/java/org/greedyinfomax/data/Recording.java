package org.greedyinfomax.data;

import java.util.Set;
import org.greedyinfomax.Check;

/**
 * A decoded recording of one channel.
 *
 * <p>Samples are fractions of full scale: whole numbers of {@code b} bits are divided by {@code
 * 2^(b−1)}, so 16-bit mono is represented exactly.
 */
public final class Recording {

  private final int sampleRate;
  private final int channels;
  private final float[] mono;
  private final Set<Remark> remarks;

  /**
   * Makes a recording of samples that it shares with the caller, about which nothing is unusual.
   *
   * @param sampleRate in Hz, at least 1
   * @param channels how many channels the file had, at least 1
   * @param mono the one channel, {@code [frames]}
   */
  public Recording(int sampleRate, int channels, float[] mono) {
    this(sampleRate, channels, mono, Set.of());
  }

  /**
   * Makes a recording of samples that it shares with the caller.
   *
   * @param sampleRate in Hz, at least 1
   * @param channels how many channels the file had, at least 1
   * @param mono the one channel, {@code [frames]}
   * @param remarks what was unusual about the file
   */
  public Recording(int sampleRate, int channels, float[] mono, Set<Remark> remarks) {
    Check.argument(
        sampleRate >= 1,
        "a recording needs a sample rate of at least 1 Hz, but has %d",
        sampleRate);
    Check.argument(channels >= 1, "a recording needs at least one channel, but has %d", channels);
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.mono = mono;
    this.remarks = Set.copyOf(remarks);
  }

  /** Returns the samples a second, in Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** Returns how many channels the file had. */
  public int channels() {
    return channels;
  }

  /** Returns the one channel, {@code [frames]}, in fractions of full scale; not a copy. */
  public float[] mono() {
    return mono;
  }

  /** Returns what was unusual about the file. */
  public Set<Remark> remarks() {
    return remarks;
  }
}
