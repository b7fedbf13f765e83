package org.greedyinfomax.data;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The marker segments of a JPEG file before its first scan.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, annex B
 */
final class JpegSegments {

  private static final int TEMPORARY = 0x01;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int START_OF_SCAN = 0xda;
  private static final int PROFILE_SEGMENT = 0xe2; // APP2
  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

  private final byte[] content;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int components;
  private int position;

  private JpegSegments(byte[] content) {
    this.content = content;
  }

  /**
   * Returns the file without its colour profile.
   *
   * @throws DamagedException if there is no scan, or the picture is neither grey nor of three
   *     components
   */
  static byte[] plain(byte[] content) throws DamagedException {
    JpegSegments segments = new JpegSegments(content);
    while (segments.next()) {}
    DamagedException.unless(segments.components != 0, "has no frame header before its first scan");
    DamagedException.unless(
        segments.components == Picture.GREY || segments.components == Picture.COLOUR,
        PicturePixels.wrongChannels(segments.components));
    segments.kept.write(content, segments.position, content.length - segments.position);
    return segments.kept.toByteArray();
  }

  /** Goes over one marker with its segment; false at the first scan. */
  private boolean next() throws DamagedException {
    int start = position;
    DamagedException.unless(byteAt(position) == 0xff, "has no marker at byte " + position);
    while (byteAt(position + 1) == 0xff) { // any number of fill bytes
      position++;
    }
    int marker = byteAt(position + 1);
    if (marker == START_OF_SCAN) {
      return false;
    }
    position += 2;
    if (marker != TEMPORARY && !(marker >= FIRST_RESTART && marker <= START_OF_IMAGE)) {
      readSegment(marker);
    }
    if (marker != PROFILE_SEGMENT || !isProfile(start)) {
      kept.write(content, start, position - start);
    }
    return true;
  }

  private void readSegment(int marker) throws DamagedException {
    int length = byteAt(position) << 8 | byteAt(position + 1);
    if (isFrameHeader(marker)) {
      components = byteAt(position + 7);
    }
    position += length;
    DamagedException.unless(
        length >= 2 && position <= content.length, "ends in the midst of its header");
  }

  private static boolean isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private boolean isProfile(int start) {
    int from = start + 4;
    return position - from >= PROFILE.length
        && Arrays.equals(content, from, from + PROFILE.length, PROFILE, 0, PROFILE.length);
  }

  private int byteAt(int at) throws DamagedException {
    DamagedException.unless(at < content.length, "ends in the midst of its header");
    return Byte.toUnsignedInt(content[at]);
  }
}
