package org.greedyinfomax.data.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes at a fixed place by which a format can be told, and perhaps others at a second place.
 *
 * @param text the bytes, as ISO 8859-1
 * @param at where they begin, counted from 0
 * @param secondText the other bytes; empty if there are none
 * @param secondAt where these begin
 */
record Signature(String text, int at, String secondText, int secondAt) {

  /** Bytes at the begin of a file. */
  static Signature start(String text) {
    return at(0, text);
  }

  /** Bytes at a place. */
  static Signature at(int at, String text) {
    return new Signature(text, at, "", 0);
  }

  /** Has other bytes at a second place, too. */
  Signature and(int place, String more) {
    return new Signature(text, at, more, place);
  }

  /** Whether content that begins somewhere in an array has these bytes. */
  boolean matches(byte[] bytes, int begin) {
    return has(bytes, begin + at, text) && has(bytes, begin + secondAt, secondText);
  }

  private static boolean has(byte[] bytes, int begin, String text) {
    byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
    int end = begin + expected.length;
    return end <= bytes.length && Arrays.equals(bytes, begin, end, expected, 0, expected.length);
  }
}
