package org.greedyinfomax.corpus;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.Check;

/**
 * One file of a corpus.
 *
 * @param file its name in the corpus directory
 * @param rows in it, at least 1
 * @param bytes its size
 * @param sha256 of its bytes, in hexadecimal
 * @param rowGroups rows of each row group, in order
 */
public record Shard(String file, long rows, long bytes, String sha256, List<Integer> rowGroups)
    implements Serializable {

  public Shard {
    Check.argument(
        file.matches("[\\w.-]+"), "a shard's file must be a plain name, but is \"%s\"", file);
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
