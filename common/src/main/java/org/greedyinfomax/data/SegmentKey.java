package org.greedyinfomax.data;

import java.util.Optional;
import java.util.regex.Matcher;
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

  private static final Pattern FORM = Pattern.compile("(.*)#(\\d{6,9})", Pattern.DOTALL);

  public SegmentKey {
    Check.argument(second >= 0, "a segment begins at second 0 or later, but has %d", second);
  }

  /** Reads a key; empty if it is none of a segment. */
  static Optional<SegmentKey> parse(String key) {
    Matcher parts = FORM.matcher(key);
    return parts.matches()
        ? Optional.of(new SegmentKey(parts.group(1), Integer.parseInt(parts.group(2))))
        : Optional.empty();
  }

  /**
   * Returns the key of the recording that a row is of, which is its own key if it is no segment.
   */
  public static String recording(String key) {
    return parse(key).map(SegmentKey::recording).orElse(key);
  }

  @Override
  public String toString() {
    return Text.format("%s#%06d", recording, second);
  }
}
