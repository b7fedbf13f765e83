package org.greedyinfomax.storage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.greedyinfomax.Check;

/**
 * A file cut into pieces, each under a checksum.
 *
 * @param bytes of each piece, one after another
 * @param crc32c CRC-32C of each piece
 */
public record Pieces(List<Long> bytes, List<Long> crc32c) implements Serializable {

  /** A piece is held in memory while it is read. */
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  public Pieces {
    Check.argument(
        bytes.size() == crc32c.size(),
        "every piece of a file needs a length and a checksum, but there are %d and %d",
        bytes.size(),
        crc32c.size());
    Check.argument(
        bytes.stream().allMatch(length -> length >= 0 && length <= LARGEST),
        "pieces of a file must have 0 to %d bytes, but have %s",
        LARGEST,
        bytes);
    bytes = List.copyOf(bytes);
    crc32c = List.copyOf(crc32c);
  }

  /**
   * A file in pieces of one length, but for the last.
   *
   * @param total bytes of the file
   * @param length bytes of a piece
   * @param crc32c CRC-32C of each piece
   */
  public static Pieces ofLength(long total, int length, List<Long> crc32c) {
    List<Long> lengths = new ArrayList<>();
    for (long start = 0; start < total; start += length) {
      lengths.add(Math.min(length, total - start));
    }
    return new Pieces(lengths, crc32c);
  }

  /** Bytes of all pieces. */
  public long total() {
    return bytes.stream().mapToLong(Long::longValue).sum();
  }

  /** The checksum of some bytes. */
  public static long crc32c(byte[] content, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(content, 0, length);
    return checksum.getValue();
  }
}
