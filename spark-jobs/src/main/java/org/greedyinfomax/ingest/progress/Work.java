package org.greedyinfomax.ingest.progress;

import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.Text;

/**
 * What an ingest has to do.
 *
 * @param files or rows
 * @param unit what they are, in the plural
 * @param bytes that they have
 * @param rejected files or rows beside them that were not opened
 */
public record Work(long files, String unit, long bytes, long rejected) {

  /**
   * Says how far it is: files, hours, rejected files, rate and time left.
   *
   * @param seconds since it began
   */
  String text(Done done, double seconds) {
    long seen = Math.min(files, done.files());
    List<String> parts = new ArrayList<>();
    parts.add(Text.format("%,d of %,d %s", seen, files, unit));
    if (done.millis() > 0) {
      parts.add(Text.format("%.2f hours", done.millis() / 3.6e6));
    }
    parts.add(Text.format("%,d rejected", rejected + done.rejected()));
    if (seen > 0 && seconds > 0) {
      parts.add(Text.format("%.1f %s/s", seen / seconds, unit));
      // An empty file takes some time, too.
      double left = (bytes + files - done.bytes() - seen) / (double) (done.bytes() + seen);
      parts.add(duration(Math.max(0, left) * seconds) + " left");
    }
    return String.join(" · ", parts);
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return Text.format("%d s", whole);
    }
    return whole < 3600
        ? Text.format("%d min %d s", whole / 60, whole % 60)
        : Text.format("%d h %d min", whole / 3600, whole % 3600 / 60);
  }
}
