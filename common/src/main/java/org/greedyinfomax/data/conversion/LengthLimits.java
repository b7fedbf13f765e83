package org.greedyinfomax.data.conversion;

import org.greedyinfomax.Check;

/**
 * How long recordings may be, and how long what is made of them.
 *
 * @param maxSeconds what lasts longer is rejected; 0 for no limit
 * @param segmentSeconds recordings that last longer become several clips; 0 if each becomes one
 */
public record LengthLimits(int maxSeconds, int segmentSeconds) {

  /** Any length, in one clip. */
  public static final LengthLimits NONE = new LengthLimits(0, 0);

  public LengthLimits {
    Check.argument(
        maxSeconds >= 0, "maxSeconds must be 0 (no limit) or more, but is %d", maxSeconds);
    Check.argument(
        segmentSeconds >= 0,
        "segmentSeconds must be 0 (whole recordings) or more, but is %d",
        segmentSeconds);
  }
}
