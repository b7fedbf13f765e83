package org.greedyinfomax.data.ffmpeg;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avutil;

/** What FFmpeg's numbers of errors mean. */
final class Errors {

  private static final int LONGEST = 64;

  private Errors() {}

  static String text(int number) {
    byte[] text = new byte[LONGEST];
    avutil.av_strerror(number, text, LONGEST);
    int end = 0;
    while (end < LONGEST && text[end] != 0) {
      end++;
    }
    return new String(text, 0, end, StandardCharsets.US_ASCII);
  }
}
