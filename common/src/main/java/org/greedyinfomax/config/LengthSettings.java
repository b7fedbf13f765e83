package org.greedyinfomax.config;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * How long recordings and videos may be.
 *
 * @param maxSeconds recordings and videos that last longer are bad, or 0 for no limit
 * @param segmentSeconds recordings that last longer become several rows, or 0 if each becomes one
 */
public record LengthSettings(int maxSeconds, int segmentSeconds) implements Serializable {

  public LengthSettings {
    Check.argument(
        maxSeconds >= 0, "maxSeconds must be 0 (no limit) or more, but is %d", maxSeconds);
    Check.argument(
        segmentSeconds >= 0,
        "segmentSeconds must be 0 (a row for each recording) or more, but is %d",
        segmentSeconds);
  }
}
