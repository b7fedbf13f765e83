package org.greedyinfomax.data.features;

import org.greedyinfomax.Check;

/**
 * How speech is usually cut into frames: windows of 25 ms, one every 10 ms, the first at the start,
 * and none that reaches beyond the end.
 *
 * @param window length of a frame in samples
 * @param hop from the start of a frame to the start of the next, in samples
 */
public record FrameGrid(int window, int hop) {

  /** The lowest sample rate that frames are cut at, in Hz. */
  public static final int LEAST_RATE = 1_000;

  /**
   * Returns the grid at a sample rate in Hz.
   *
   * @throws IllegalArgumentException if the rate is below {@link #LEAST_RATE}
   */
  public static FrameGrid at(int sampleRate) {
    Check.argument(
        sampleRate >= LEAST_RATE,
        "frames of 25 ms need a sample rate of at least %d Hz, but it is %d",
        LEAST_RATE,
        sampleRate);
    return new FrameGrid(sampleRate / 40, sampleRate / 100);
  }

  /** Returns the frames of so many samples: 0 if these are fewer than a window. */
  public int frames(int samples) {
    return samples < window ? 0 : (samples - window) / hop + 1;
  }
}
