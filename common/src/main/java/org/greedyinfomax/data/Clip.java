package org.greedyinfomax.data;

import java.util.Set;
import org.greedyinfomax.Check;

/** A recording as it is stored: 16-bit samples, mono, at a known rate. */
public final class Clip implements Content {

  private final int sampleRate;
  private final short[] samples;
  private final Set<Remark> remarks;

  /**
   * Makes a clip of samples that it shares with the caller, about which nothing is unusual.
   *
   * @param sampleRate in Hz, at least 1
   * @param samples in time order, full scale being 32768
   */
  public Clip(int sampleRate, short[] samples) {
    this(sampleRate, samples, Set.of());
  }

  /**
   * Makes a clip of samples that it shares with the caller.
   *
   * @param sampleRate in Hz, at least 1
   * @param samples in time order, full scale being 32768
   * @param remarks what was unusual about the file
   */
  public Clip(int sampleRate, short[] samples, Set<Remark> remarks) {
    Check.argument(
        sampleRate >= 1, "a clip needs a sample rate of at least 1 Hz, but has %d", sampleRate);
    this.sampleRate = sampleRate;
    this.samples = samples;
    this.remarks = Set.copyOf(remarks);
  }

  /** Returns the samples a second, in Hz. */
  public int sampleRate() {
    return sampleRate;
  }

  /** Returns the samples in time order, full scale being 32768; not a copy. */
  public short[] samples() {
    return samples;
  }

  @Override
  public Set<Remark> remarks() {
    return remarks;
  }
}
