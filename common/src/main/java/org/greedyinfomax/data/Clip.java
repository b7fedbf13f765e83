package org.greedyinfomax.data;

/** Samples ready to be stored: 16-bit, mono, at a known rate. */
public final class Clip {

  private final int sampleRate;
  private final short[] samples;

  Clip(int sampleRate, short[] samples) {
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
