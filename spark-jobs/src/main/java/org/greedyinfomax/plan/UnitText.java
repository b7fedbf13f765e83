package org.greedyinfomax.plan;

import org.greedyinfomax.Text;

/** Formats bytes and seconds for people, with a unit of fitting size. */
final class UnitText {

  private UnitText() {}

  /** Bytes, in decimal units. */
  static String bytes(long bytes) {
    if (bytes < 1e6) {
      return Text.format("%.1f kB", bytes / 1e3);
    }
    return bytes < 1e9 ? Text.format("%.1f MB", bytes / 1e6) : Text.format("%.1f GB", bytes / 1e9);
  }

  /** A duration, from milliseconds to days. */
  static String seconds(double seconds) {
    if (seconds < 1) {
      return Text.format("%.1f ms", 1e3 * seconds);
    }
    if (seconds < 600) {
      return Text.format("%.2f s", seconds);
    }
    return seconds < 36_000
        ? Text.format("%.0f min", seconds / 60)
        : Text.format("%.1f h", seconds / 3600);
  }
}
