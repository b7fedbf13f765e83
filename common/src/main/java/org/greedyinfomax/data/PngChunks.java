package org.greedyinfomax.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.greedyinfomax.Text;

/**
 * The chunks of a PNG file, whose checksums ImageIO does not look at.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics</a>, section 5
 */
final class PngChunks {

  private static final int SIGNATURE_BYTES = 8;
  private static final int ANCILLARY = 0x20; // bit of the type's first letter

  private PngChunks() {}

  /**
   * Returns the file as it is; ImageIO does not apply its colour profile.
   *
   * @throws DamagedException if the last chunk is missing, or one that is needed is damaged
   */
  static byte[] plain(byte[] content) throws DamagedException {
    ByteBuffer in = ByteBuffer.wrap(content).position(SIGNATURE_BYTES);
    String type;
    do {
      DamagedException.unless(in.remaining() >= 12, "ends before its last chunk");
      int length = in.getInt();
      DamagedException.unless(
          length >= 0 && length <= in.remaining() - 8, "ends in the midst of a chunk");
      int start = in.position();
      type = new String(content, start, 4, StandardCharsets.US_ASCII);
      in.position(start + 4 + length);
      int expected = in.getInt();
      CRC32 crc = new CRC32();
      crc.update(content, start, 4 + length);
      DamagedException.unless(
          (content[start] & ANCILLARY) != 0 || (int) crc.getValue() == expected,
          Text.format("has a chunk %s whose checksum does not match", type));
    } while (!type.equals("IEND"));
    return content;
  }
}
