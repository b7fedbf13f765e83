package org.greedyinfomax.data.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.DamagedException;
import org.greedyinfomax.data.Remark;

/**
 * The chunks of a PNG file, whose checksums ImageIO does not look at.
 *
 * @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics</a>, section 5
 */
final class PngChunks {

  private static final int SIGNATURE_BYTES = 8;
  private static final byte[] END = {
    0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82
  };
  private static final int ANCILLARY = 0x20; // bit of the type's first letter

  private PngChunks() {}

  /**
   * Returns the file, with its last chunk, which says nothing, if that is missing; ImageIO does not
   * apply its colour profile.
   *
   * @param remarks receives that the last chunk is missing or wrong
   * @throws DamagedException if a chunk that is needed is damaged or ends too early
   */
  static byte[] plain(byte[] content, Set<Remark> remarks) throws DamagedException {
    ByteBuffer in = ByteBuffer.wrap(content).position(SIGNATURE_BYTES);
    boolean hasPixels = false;
    String type;
    do {
      if (hasPixels && isEndOrNothing(content, in.position())) {
        remarks.add(Remark.NO_END);
        return withEnd(content, in.position());
      }
      DamagedException.unless(in.remaining() >= 12, "ends before its last chunk");
      int length = in.getInt();
      DamagedException.unless(
          length >= 0 && length <= in.remaining() - 8, "ends in the midst of a chunk");
      int start = in.position();
      type = new String(content, start, 4, StandardCharsets.US_ASCII);
      hasPixels |= type.equals("IDAT");
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

  /** Whether nothing but a part of the last chunk, or one with a wrong checksum, follows. */
  private static boolean isEndOrNothing(byte[] content, int at) {
    int same = Arrays.mismatch(content, at, content.length, END, 0, END.length);
    return same >= 8 || (same >= 0 && at + same == content.length);
  }

  private static byte[] withEnd(byte[] content, int at) {
    byte[] whole = Arrays.copyOf(content, at + END.length);
    System.arraycopy(END, 0, whole, at, END.length);
    return whole;
  }
}
