package org.greedyinfomax.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Lossless WebP files for tests, of the plainest kind: no transforms, and every number of a pixel
 * takes eight bits.
 *
 * @see <a
 *     href="https://developers.google.com/speed/webp/docs/webp_lossless_bitstream_specification">
 *     WebP Lossless Bitstream</a>
 */
public final class LosslessWebp {

  private static final int SIGNATURE = 0x2f;
  private static final int LENGTH_PREFIXES = 24; // symbols of green after its 256 values

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int current;
  private int count;

  private LosslessWebp() {}

  public static byte[] file(Picture picture) {
    return riff(chunk("VP8L", stream(picture)));
  }

  public static byte[] riff(byte[]... chunks) {
    byte[] content = Wav.join(chunks);
    return Wav.join(
        head("RIFF", 4 + content.length), "WEBP".getBytes(StandardCharsets.US_ASCII), content);
  }

  public static byte[] chunk(String type, byte[] content) {
    return Wav.join(head(type, content.length), content, new byte[content.length % 2]);
  }

  /** The chunk before the others that says what they are. */
  public static byte[] extended(int flags, int width, int height) {
    byte[] content = new byte[10];
    content[0] = (byte) flags;
    for (int i = 0; i < 3; i++) {
      content[4 + i] = (byte) ((width - 1) >> (8 * i));
      content[7 + i] = (byte) ((height - 1) >> (8 * i));
    }
    return chunk("VP8X", content);
  }

  private static byte[] head(String type, int length) {
    return ByteBuffer.allocate(8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .putInt(length)
        .array();
  }

  /** The content of a chunk {@code VP8L}. */
  public static byte[] stream(Picture picture) {
    LosslessWebp out = new LosslessWebp();
    out.bits(SIGNATURE, 8);
    out.bits(picture.columns() - 1, 14);
    out.bits(picture.rows() - 1, 14);
    out.bits(0, 1); // no alpha
    out.bits(0, 3); // version
    out.bits(0, 3); // no transform, no cache of colours, one group of codes
    out.code(LENGTH_PREFIXES); // green
    out.code(0); // red
    out.code(0); // blue
    out.code(0); // alpha
    out.bits(1, 4); // distances: a simple code of one symbol, 0
    byte[] pixels = picture.inColour().pixels();
    for (int i = 0; i < pixels.length; i += 3) {
      out.symbol(pixels[i + 1]);
      out.symbol(pixels[i]);
      out.symbol(pixels[i + 2]);
      out.symbol((byte) 255);
    }
    out.bits(0, 8); // the rest of the last byte
    return out.bytes.toByteArray();
  }

  /** A code of eight bits for each of 256 symbols, and none for the others. */
  private void code(int others) {
    bits(0, 1); // not a simple code
    bits(12 - 4, 4); // lengths of the codes of 12 lengths follow: 17 18 0 1 2 3 4 5 16 6 7 8
    for (int length : new int[] {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8}) {
      bits(length == 0 || length == 8 ? 1 : 0, 3);
    }
    bits(0, 1); // all symbols follow
    IntStream.range(0, 256).forEach(symbol -> bits(1, 1)); // length 8
    IntStream.range(0, others).forEach(symbol -> bits(0, 1)); // length 0
  }

  private void symbol(byte value) {
    bits(Integer.reverse(Byte.toUnsignedInt(value)) >>> 24, 8); // codes have the highest bit first
  }

  private void bits(int value, int number) {
    for (int i = 0; i < number; i++) {
      current |= (value >> i & 1) << count++;
      if (count == 8) {
        bytes.write(current);
        current = 0;
        count = 0;
      }
    }
  }
}
