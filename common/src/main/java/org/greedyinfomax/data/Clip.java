package org.greedyinfomax.data;

import org.greedyinfomax.Check;

/** A recording as it is stored: 16-bit samples, mono, at a known rate. */
public final class Clip implements Content {

  private final int sampleRate;
  private final short[] samples;

  /**
   * Makes a clip of samples that it shares with the caller.
   *
   * @param sampleRate in Hz, at least 1
   * @param samples in time order, full scale being 32768
   */
  public Clip(int sampleRate, short[] samples) {
    Check.argument(
        sampleRate >= 1, "a clip needs a sample rate of at least 1 Hz, but has %d", sampleRate);
    this.sampleRate = sampleRate;
    this.samples = samples;
  }

  /** Returns the samples a second, in Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** Returns the samples in time order, full scale being 32768; not a copy. */
  public short[] samples() {
    return samples;
  }
}
