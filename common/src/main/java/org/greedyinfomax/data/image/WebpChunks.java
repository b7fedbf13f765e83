package org.greedyinfomax.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.DamagedException;

/**
 * The chunks of a WebP file.
 *
 * @see <a href="https://developers.google.com/speed/webp/docs/riff_container">WebP Container
 *     Specification</a>
 */
final class WebpChunks {

  private static final int HEADER_BYTES = 12;
  private static final byte HAS_PROFILE = 0x20;
  private static final int FRAME_HEADER_BYTES = 16;

  private final ByteBuffer in;

  private WebpChunks(byte[] content) {
    this.in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns a copy that does not tell of a colour profile.
   *
   * @throws DamagedException if the file ends too early, or holds a frame of another size than its
   *     header says: what the size limit has let through would then not be what is decoded
   */
  static byte[] plain(byte[] content) throws DamagedException {
    WebpChunks chunks = new WebpChunks(content.clone());
    long size = 8 + Integer.toUnsignedLong(chunks.in.getInt(4));
    DamagedException.unless(
        size <= content.length,
        Text.format("should have %d bytes by its header, but has %d", size, content.length));
    chunks.check(HEADER_BYTES, (int) size, 0, 0);
    return chunks.in.array();
  }

  /**
   * Checks the chunks of the file or of a frame.
   *
   * @param width that a frame must have; 0 if the header has yet to say
   */
  private void check(int from, int to, int width, int height) throws DamagedException {
    int canvasWidth = width;
    int canvasHeight = height;
    int position = from;
    while (to - position >= 8) {
      String type = new String(in.array(), position, 4, StandardCharsets.US_ASCII);
      long length = Integer.toUnsignedLong(in.getInt(position + 4));
      int start = position + 8;
      DamagedException.unless(
          length <= to - start, "ends in the midst of its chunk " + type.strip());
      switch (type) {
        case "VP8X" -> {
          requireBytes(length, 10);
          in.put(start, (byte) (in.get(start) & ~HAS_PROFILE));
          canvasWidth = 1 + unsigned24(start + 4);
          canvasHeight = 1 + unsigned24(start + 7);
        }
        case "ANMF" -> {
          requireBytes(length, FRAME_HEADER_BYTES);
          check(
              start + FRAME_HEADER_BYTES,
              start + (int) length,
              1 + unsigned24(start + 6),
              1 + unsigned24(start + 9));
        }
        case "VP8 " -> {
          requireBytes(length, 10);
          int frameWidth = in.getShort(start + 6) & 0x3fff;
          int frameHeight = in.getShort(start + 8) & 0x3fff;
          DamagedException.unless(
              canvasWidth == 0 || (frameWidth == canvasWidth && frameHeight == canvasHeight),
              Text.format(
                  "holds a frame of %d x %d pixels, but its header says %d x %d",
                  frameWidth, frameHeight, canvasWidth, canvasHeight));
        }
        default -> {}
      }
      position = (int) Math.min(to, start + length + (length & 1));
    }
  }

  private static void requireBytes(long length, int least) throws DamagedException {
    DamagedException.unless(length >= least, "has a chunk that is too short");
  }

  private int unsigned24(int at) {
    return Short.toUnsignedInt(in.getShort(at)) | Byte.toUnsignedInt(in.get(at + 2)) << 16;
  }
}
