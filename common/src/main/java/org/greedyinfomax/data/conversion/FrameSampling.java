package org.greedyinfomax.data.conversion;

import org.greedyinfomax.Check;

/**
 * Which frames of videos become pictures.
 *
 * @param framesPerSecond the frame that is shown at each multiple of {@code 1 / framesPerSecond}
 *     seconds; 0 if videos are not read
 * @param maxSeconds videos that last longer are rejected; 0 for no limit
 */
public record FrameSampling(double framesPerSecond, int maxSeconds) {

  /** No frame of any video. */
  public static final FrameSampling NONE = new FrameSampling(0, 0);

  /** Times are computed in floating point: a frame that is late by so little is not late. */
  private static final double TOLERANCE = 1e-6;

  public FrameSampling {
    Check.argument(
        framesPerSecond >= 0,
        "framesPerSecond must be 0 (no videos) or more, but is %s",
        framesPerSecond);
    Check.argument(
        maxSeconds >= 0, "maxSeconds must be 0 (no limit) or more, but is %d", maxSeconds);
  }

  /** Returns the number of the first picture that is taken at a time or later. */
  long numberAt(double seconds) {
    return (long) Math.ceil(seconds * framesPerSecond - TOLERANCE);
  }
}
