package org.greedyinfomax.ingest.shard;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.greedyinfomax.Check;
import org.greedyinfomax.executor.ConcurrentTasks;

/**
 * What a row may take of an executor's heap while it is written.
 *
 * @param tasks that an executor runs at a time, at least 1
 */
public record RowMemory(int tasks) implements Serializable {

  /** A sample of a row in an array of numbers while that grows, as bytes, and in a page. */
  private static final long BYTES_OF_A_SAMPLE = 10;

  /** A byte of a member of an archive in the pieces that are read, and in the whole. */
  private static final long BYTES_OF_A_MEMBERS_BYTE = 2;

  /** The rest is for Spark and for decoders. */
  private static final double SHARE_OF_HEAP = 0.75;

  public RowMemory {
    Check.argument(tasks >= 1, "an executor runs at least one task at a time, but has %d", tasks);
  }

  /** That of the executors which are there now. */
  public static RowMemory of(JavaSparkContext spark) {
    return new RowMemory(ConcurrentTasks.ofExecutor(spark));
  }

  /**
   * Checks that there is memory for a row, on the executor that calls.
   *
   * @param samples of it
   * @param name of its file
   * @throws IllegalArgumentException if there is not
   */
  void require(long samples, int sampleRate, String name) {
    long needed = samples * BYTES_OF_A_SAMPLE;
    long room = room();
    Check.argument(
        needed <= room,
        "%s is too long for one row here: its row lasts %.0f s, for which a task needs %d MB of"
            + " memory, but each of %d at a time has %d MB; set ingest.segmentSeconds = %d or less,"
            + " or give executors more memory or fewer cores",
        name,
        (double) samples / sampleRate,
        needed >> 20,
        tasks,
        room >> 20,
        Math.max(1, room / BYTES_OF_A_SAMPLE / sampleRate));
  }

  /**
   * Checks that there is memory for a member of an archive, on the executor that calls.
   *
   * @param bytes of it, as far as is known
   * @param name of it
   * @throws IllegalArgumentException if there is not
   */
  void requireMember(long bytes, String name) {
    long needed = bytes * BYTES_OF_A_MEMBERS_BYTE;
    long room = room();
    Check.argument(
        needed <= room,
        "%s is too large to be read out of its archive here: it has %d MB or more,"
            + " for which a task needs %d MB of memory, but each of %d at a time has %d MB; unpack the archive, or give"
            + " executors more memory or fewer cores",
        name,
        bytes >> 20,
        needed >> 20,
        tasks,
        room >> 20);
  }

  private long room() {
    return (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP / tasks);
  }
}
