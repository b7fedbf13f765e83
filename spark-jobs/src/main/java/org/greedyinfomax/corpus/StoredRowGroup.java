package org.greedyinfomax.corpus;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.storage.Pieces;

/**
 * A row group as it lies in a shard: its keys, its contents, and the rest, which is sizes and
 * labels. Each of these three is under a checksum of its own, so that labels can be read without
 * contents.
 *
 * @param rows in it, at least 1
 * @param bytes of keys, contents and the rest, one after another from where the row group before
 *     ends, or from the first byte of the file
 * @param crc32c CRC-32C of each of the three
 */
public record StoredRowGroup(int rows, List<Long> bytes, List<Long> crc32c)
    implements Serializable {

  /** Keys, contents, and the rest. */
  static final int PIECES = 3;

  public StoredRowGroup {
    Check.argument(rows >= 1, "a row group must have at least one row, but has %d", rows);
    Check.argument(
        bytes.size() == PIECES,
        "a row group is stored in %d pieces, but there are %d",
        PIECES,
        bytes.size());
    Pieces pieces = new Pieces(bytes, crc32c);
    bytes = pieces.bytes();
    crc32c = pieces.crc32c();
  }

  Pieces pieces() {
    return new Pieces(bytes, crc32c);
  }
}
