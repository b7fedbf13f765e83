package org.greedyinfomax.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.greedyinfomax.data.DamagedException;
import org.greedyinfomax.data.Picture;

/**
 * The marker segments of a JPEG file before its first scan, read as libjpeg reads them.
 *
 * @see <a href="https://www.w3.org/Graphics/JPEG/itu-t81.pdf">ITU-T T.81</a>, annex B
 */
final class JpegSegments {

  private static final int TEMPORARY = 0x01;
  private static final int FIRST_RESTART = 0xd0;
  private static final int START_OF_IMAGE = 0xd8;
  private static final int START_OF_SCAN = 0xda;
  private static final int PROFILE_SEGMENT = 0xe2; // APP2
  private static final int JFIF_SEGMENT = 0xe0; // APP0
  private static final int ADOBE_SEGMENT = 0xee; // APP14
  private static final int ADOBE_TRANSFORM = 15;
  private static final int CMYK = 4;
  private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);

  private final byte[] content;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final ByteArrayOutputStream adobe = new ByteArrayOutputStream();
  private boolean isJfif;
  private boolean isYcck;
  private boolean isProgressive;
  private int components;
  private int componentsOfFirstScan;
  private int position;

  private JpegSegments(byte[] content) {
    this.content = content;
  }

  /**
   * Reads a file's segments.
   *
   * @throws DamagedException if there is no scan, or the picture has neither one, three nor four
   *     components
   */
  static JpegSegments of(byte[] content) throws DamagedException {
    JpegSegments segments = new JpegSegments(content);
    while (segments.next()) {}
    DamagedException.unless(segments.components != 0, "has no frame header before its first scan");
    DamagedException.unless(
        segments.components == Picture.GREY
            || segments.components == Picture.COLOUR
            || segments.components == CMYK,
        PicturePixels.wrongChannels(segments.components));
    return segments;
  }

  /**
   * Returns the file without its colour profile and fill bytes, and, where it says that it is JFIF,
   * without Adobe's word on its colours, which counts for nothing then.
   */
  byte[] plain() {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(content.length);
    plain.write(content, 0, 2); // the start of the image
    if (!isJfif || components != Picture.COLOUR) {
      plain.writeBytes(adobe.toByteArray());
    }
    plain.writeBytes(kept.toByteArray());
    plain.write(content, position, content.length - position);
    return plain.toByteArray();
  }

  /** Whether the picture is of cyan, magenta, yellow and black. */
  boolean isCmyk() {
    return components == CMYK;
  }

  /** Whether the inks are stored as luma and chroma. */
  boolean isYcck() {
    return isYcck;
  }

  /** Whether pixels come in several scans, of which the last ones are not noticed to lack. */
  boolean hasSeveralScans() {
    return isProgressive || componentsOfFirstScan < components;
  }

  /** Goes over one marker with its segment; false at the first scan. */
  private boolean next() throws DamagedException {
    DamagedException.unless(byteAt(position) == 0xff, "has no marker at byte " + position);
    while (byteAt(position + 1) == 0xff) { // any number of fill bytes
      position++;
    }
    int start = position;
    int marker = byteAt(position + 1);
    if (marker == START_OF_SCAN) {
      componentsOfFirstScan = byteAt(position + 4);
      return false;
    }
    position += 2;
    if (marker != TEMPORARY && !(marker >= FIRST_RESTART && marker <= START_OF_IMAGE)) {
      readSegment(marker);
    }
    if (marker == ADOBE_SEGMENT && begins(start, ADOBE)) {
      isYcck = position - start > ADOBE_TRANSFORM && content[start + ADOBE_TRANSFORM] == 2;
      adobe.write(content, start, position - start);
    } else if (marker != START_OF_IMAGE && !(marker == PROFILE_SEGMENT && begins(start, PROFILE))) {
      isJfif |= marker == JFIF_SEGMENT && begins(start, JFIF);
      kept.write(content, start, position - start);
    }
    return true;
  }

  private void readSegment(int marker) throws DamagedException {
    int length = byteAt(position) << 8 | byteAt(position + 1);
    if (isFrameHeader(marker)) {
      components = byteAt(position + 7);
      isProgressive = (marker & 0x03) == 2;
    }
    position += length;
    DamagedException.unless(
        length >= 2 && position <= content.length, "ends in the midst of its header");
  }

  private static boolean isFrameHeader(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** Whether the content of the segment at the offset begins so. */
  private boolean begins(int start, byte[] name) {
    int from = start + 4;
    return position - from >= name.length
        && Arrays.equals(content, from, from + name.length, name, 0, name.length);
  }

  private int byteAt(int at) throws DamagedException {
    DamagedException.unless(at < content.length, "ends in the midst of its header");
    return Byte.toUnsignedInt(content[at]);
  }
}
