package org.greedyinfomax.data;

import java.util.regex.Pattern;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * The key of a segment of a long recording, as in {@code talk#000300}: the recording's key, and the
 * second at which the segment begins, in six digits, so that the order of keys is that of time.
 *
 * @param recording key of the whole recording
 * @param second at which the segment begins, at least 0
 */
public record SegmentKey(String recording, int second) {

  /** Regular expression of what a segment's key has behind that of its recording. */
  public static final String SUFFIX = "#[0-9]{6,9}\\z";

  private static final Pattern ENDING = Pattern.compile(SUFFIX);

  public SegmentKey {
    Check.argument(second >= 0, "a segment begins at second 0 or later, but has %d", second);
  }

  /**
   * Returns the key of the recording that a row is of, which is its own key if it is no segment.
   */
  public static String recording(String key) {
    return ENDING.matcher(key).replaceFirst("");
  }

  @Override
  public String toString() {
    return Text.format("%s#%06d", recording, second);
  }
}
