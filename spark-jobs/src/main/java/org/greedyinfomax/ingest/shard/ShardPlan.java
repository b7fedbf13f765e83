package org.greedyinfomax.ingest.shard;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.greedyinfomax.ingest.label.LabelledFile;

/**
 * The files that go into one shard.
 *
 * @param index of the shard
 * @param files in order, at least one
 */
public record ShardPlan(int index, List<LabelledFile> files) implements Serializable {

  public static final long INPUT_BYTES = 64L << 20;
  private static final int LEAST_SHARDS = 2;

  public ShardPlan {
    files = List.copyOf(files);
  }

  /**
   * Cuts a list into runs of about 64 MiB of input, and into two at least, so that two cores have
   * work. Members of an archive that follow each other stay together: one task reads an archive.
   */
  public static List<ShardPlan> cut(List<LabelledFile> files) {
    // One byte more each, so that empty files count too.
    long total = files.stream().mapToLong(file -> file.file().bytes() + 1).sum();
    long shards = Math.max(LEAST_SHARDS, (total + INPUT_BYTES - 1) / INPUT_BYTES);
    List<List<LabelledFile>> runs = new ArrayList<>();
    long latest = -1;
    long before = 0;
    for (List<LabelledFile> unit : units(files)) {
      long bytes = unit.stream().mapToLong(file -> file.file().bytes() + 1).sum();
      // A file belongs to the run that its middle falls into.
      long run = part(2 * before + bytes, 2 * total, shards);
      if (run != latest) {
        runs.add(new ArrayList<>());
        latest = run;
      }
      runs.get(runs.size() - 1).addAll(unit);
      before += bytes;
    }
    List<ShardPlan> plans = new ArrayList<>();
    for (List<LabelledFile> run : runs) {
      plans.add(new ShardPlan(plans.size(), run));
    }
    return plans;
  }

  /** {@code place · shards / total}, of which the product may have more than 64 bits. */
  private static long part(long place, long total, long shards) {
    return BigInteger.valueOf(place)
        .multiply(BigInteger.valueOf(shards))
        .divide(BigInteger.valueOf(total))
        .longValueExact();
  }

  private static List<List<LabelledFile>> units(List<LabelledFile> files) {
    List<List<LabelledFile>> units = new ArrayList<>();
    String archive = "";
    for (LabelledFile file : files) {
      boolean goesOn = file.file().isMember() && file.file().path().equals(archive);
      if (!goesOn) {
        units.add(new ArrayList<>());
      }
      units.get(units.size() - 1).add(file);
      archive = file.file().isMember() ? file.file().path() : "";
    }
    return units;
  }
}
