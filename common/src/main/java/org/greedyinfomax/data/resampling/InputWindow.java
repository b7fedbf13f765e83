package org.greedyinfomax.data.resampling;

import java.util.Arrays;

/** The part of a signal that a filter still needs. */
final class InputWindow {

  private float[] samples;
  private long origin;
  private int held;

  /**
   * Begins.
   *
   * @param room samples for which there is memory at once
   * @param origin which sample of the signal comes first
   * @param silence samples of silence that it begins with
   */
  InputWindow(int room, long origin, int silence) {
    this.samples = new float[room];
    this.origin = origin;
    this.held = silence;
  }

  /**
   * Takes more of the signal.
   *
   * @param needed which sample is the first one that is still needed
   */
  void append(float[] more, int count, long needed) {
    int unused = (int) Math.max(0, Math.min(held, needed - origin));
    System.arraycopy(samples, unused, samples, 0, held - unused);
    origin += unused;
    held -= unused;
    if (held + count > samples.length) {
      samples = Arrays.copyOf(samples, Math.max(held + count, samples.length * 3 / 2));
    }
    System.arraycopy(more, 0, samples, held, count);
    held += count;
  }

  /** Returns the samples, as many as there are, and others behind them. */
  float[] samples() {
    return samples;
  }

  /** Returns which sample of the signal is the first one. */
  long origin() {
    return origin;
  }

  /** Returns which sample of the signal is the next one to come. */
  long end() {
    return origin + held;
  }
}
