package org.greedyinfomax.corpus;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.greedyinfomax.Check;
import org.greedyinfomax.Printable;
import org.greedyinfomax.storage.Pieces;

/**
 * One file of a corpus.
 *
 * @param file its name in the corpus directory, as in {@code shard-00000-ID.parquet}: a manifest
 *     may come from somebody else, and leads nowhere else
 * @param rows in it, at least 1
 * @param bytes its size
 * @param sha256 of its bytes, in hexadecimal
 * @param rowGroups what is in each row group, in order
 * @param footerCrc32c CRC-32C of all bytes after the last row group
 */
public record Shard(
    String file,
    long rows,
    long bytes,
    String sha256,
    List<StoredRowGroup> rowGroups,
    long footerCrc32c)
    implements Serializable {

  private static final Pattern NAME = Pattern.compile("shard-[\\w-]+\\.parquet");

  public Shard {
    Check.argument(
        NAME.matcher(file).matches(),
        "a shard's file must be named like shard-00000-ID.parquet, but is \"%s\"",
        Printable.line(file));
    Check.argument(rows >= 1, "shard %s must have at least one row, but has %d", file, rows);
    Check.argument(
        rowGroups.stream().mapToLong(StoredRowGroup::rows).sum() == rows,
        "the row groups of shard %s must add up to its %d rows, but are %s",
        file,
        rows,
        rowsOf(rowGroups));
    Check.argument(
        footerBytes(bytes, rowGroups) > 0,
        "the row groups of shard %s must leave room for a footer in its %d bytes",
        file,
        bytes);
    rowGroups = List.copyOf(rowGroups);
  }

  private static long footerBytes(long bytes, List<StoredRowGroup> rowGroups) {
    return bytes - rowGroups.stream().mapToLong(group -> group.pieces().total()).sum();
  }

  private static List<Integer> rowsOf(List<StoredRowGroup> rowGroups) {
    return rowGroups.stream().map(StoredRowGroup::rows).toList();
  }

  /** Rows of each row group. */
  List<Integer> rowGroupRows() {
    return rowsOf(rowGroups);
  }

  /** The whole file, row groups and footer. */
  Pieces pieces() {
    List<Long> lengths = new ArrayList<>();
    List<Long> checksums = new ArrayList<>();
    for (StoredRowGroup group : rowGroups) {
      lengths.addAll(group.bytes());
      checksums.addAll(group.crc32c());
    }
    lengths.add(footerBytes(bytes, rowGroups));
    checksums.add(footerCrc32c);
    return new Pieces(lengths, checksums);
  }
}
