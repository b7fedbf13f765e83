package org.greedyinfomax.data;

import java.util.OptionalLong;
import java.util.Set;
import org.greedyinfomax.Check;

/** A recording of one channel whose samples are in memory already. */
public final class RecordingStream implements AudioStream {

  private final int sampleRate;
  private final float[] mono;
  private int taken;

  /**
   * Takes the samples, which it shares with the caller.
   *
   * @param sampleRate in Hz, at least 1
   * @param mono in fractions of full scale, {@code [frames]}
   */
  public RecordingStream(int sampleRate, float[] mono) {
    Check.argument(
        sampleRate >= 1,
        "a recording needs a sample rate of at least 1 Hz, but has %d",
        sampleRate);
    this.sampleRate = sampleRate;
    this.mono = mono;
  }

  @Override
  public int sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public OptionalLong frames() {
    return OptionalLong.of(mono.length);
  }

  @Override
  public int read(double[] samples) {
    int count = Math.min(samples.length, mono.length - taken);
    for (int i = 0; i < count; i++) {
      samples[i] = mono[taken + i];
    }
    taken += count;
    return count;
  }

  @Override
  public Set<Remark> remarks() {
    return Set.of();
  }

  @Override
  public void close() {
    // nothing was opened
  }
}
