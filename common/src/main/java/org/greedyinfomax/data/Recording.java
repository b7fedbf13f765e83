package org.greedyinfomax.data;

import org.greedyinfomax.Check;

/**
 * A decoded recording, its channels averaged to one.
 *
 * <p>Samples are fractions of full scale: whole numbers of {@code b} bits are divided by {@code
 * 2^(b−1)}, so 16-bit mono is represented exactly.
 */
public final class Recording {

  private final int sampleRate;
  private final int channels;
  private final float[] mono;

  /**
   * Makes a recording of samples that it shares with the caller.
   *
   * @param sampleRate in Hz, at least 1
   * @param channels how many channels the file had, at least 1
   * @param mono the mean of the channels, {@code [frames]}
   */
  public Recording(int sampleRate, int channels, float[] mono) {
    Check.argument(
        sampleRate >= 1,
        "a recording needs a sample rate of at least 1 Hz, but has %d",
        sampleRate);
    Check.argument(channels >= 1, "a recording needs at least one channel, but has %d", channels);
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.mono = mono;
  }

  /** Returns the samples a second, in Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** Returns how many channels were averaged. */
  public int channels() {
    return channels;
  }

  /** Returns the mean of the channels, {@code [frames]}, in fractions of full scale; not a copy. */
  public float[] mono() {
    return mono;
  }
}
