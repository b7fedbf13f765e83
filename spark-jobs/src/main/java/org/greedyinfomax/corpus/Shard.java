package org.greedyinfomax.corpus;

import java.io.Serializable;
import java.util.List;
import java.util.regex.Pattern;
import org.greedyinfomax.Check;
import org.greedyinfomax.Printable;

/**
 * One file of a corpus.
 *
 * @param file its name in the corpus directory, as in {@code shard-00000-ID.parquet}: a manifest
 *     may come from somebody else, and leads nowhere else
 * @param rows in it, at least 1
 * @param bytes its size
 * @param sha256 of its bytes, in hexadecimal
 * @param rowGroups rows of each row group, in order
 */
public record Shard(String file, long rows, long bytes, String sha256, List<Integer> rowGroups)
    implements Serializable {

  private static final Pattern NAME = Pattern.compile("shard-[\\w-]+\\.parquet");

  public Shard {
    Check.argument(
        NAME.matcher(file).matches(),
        "a shard's file must be named like shard-00000-ID.parquet, but is \"%s\"",
        Printable.line(file));
    Check.argument(rows >= 1, "shard %s must have at least one row, but has %d", file, rows);
    Check.argument(
        rowGroups.stream().mapToLong(Integer::longValue).sum() == rows,
        "the row groups of shard %s must add up to its %d rows, but are %s",
        file,
        rows,
        rowGroups);
    rowGroups = List.copyOf(rowGroups);
  }
}
