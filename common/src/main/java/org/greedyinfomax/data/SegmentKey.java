package org.greedyinfomax.data;

import java.util.regex.Pattern;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * The key of a segment of a long recording, as in {@code talk#000300}, or of a picture of a video:
 * the key of the file, and a number in six digits, so that the order of keys is that of time.
 *
 * @param recording key of the whole recording or video
 * @param number the second at which a segment begins, or how many pictures there are before this
 *     one; at least 0
 */
public record SegmentKey(String recording, int number) {

  /** Regular expression of what a segment's key has behind that of its recording. */
  public static final String SUFFIX = "#[0-9]{6,9}\\z";

  private static final Pattern ENDING = Pattern.compile(SUFFIX);

  public SegmentKey {
    Check.argument(number >= 0, "segments are numbered from 0 on, but one has %d", number);
  }

  /**
   * Returns the key of the recording or video that a row is of, which is its own key if it is no
   * segment.
   */
  public static String recording(String key) {
    return ENDING.matcher(key).replaceFirst("");
  }

  @Override
  public String toString() {
    return Text.format("%s#%06d", recording, number);
  }
}
