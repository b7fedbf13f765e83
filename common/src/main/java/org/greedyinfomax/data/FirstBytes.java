package org.greedyinfomax.data;

import java.util.HexFormat;

/** The first bytes of a file, for errors about its kind. */
final class FirstBytes {

  private static final int SHOWN = 4;

  private FirstBytes() {}

  /** Returns up to four bytes in hexadecimal, blanks between. */
  static String of(byte[] content) {
    return HexFormat.ofDelimiter(" ").formatHex(content, 0, Math.min(SHOWN, content.length));
  }
}
