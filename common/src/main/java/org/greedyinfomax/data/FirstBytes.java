package org.greedyinfomax.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The first bytes of a file: what kind it is, and how errors show them. */
public final class FirstBytes {

  public static final int SHOWN = 4;

  private FirstBytes() {}

  /** Returns up to four bytes in hexadecimal, blanks between. */
  public static String of(byte[] content) {
    return HexFormat.ofDelimiter(" ").formatHex(content, 0, Math.min(SHOWN, content.length));
  }

  /** Whether the ASCII characters stand at the offset. */
  public static boolean hasTag(byte[] content, int at, String tag) {
    byte[] expected = tag.getBytes(StandardCharsets.US_ASCII);
    int end = at + expected.length;
    return content.length >= end && Arrays.equals(content, at, end, expected, 0, expected.length);
  }
}
