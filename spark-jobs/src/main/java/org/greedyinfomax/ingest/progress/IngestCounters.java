package org.greedyinfomax.ingest.progress;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Counts what tasks have done; the driver sees the sums. */
public final class IngestCounters implements Serializable {

  private static final long serialVersionUID = 1;

  private final LongAccumulator files;
  private final LongAccumulator bytes;
  private final LongAccumulator millis;
  private final LongAccumulator rejected;

  private IngestCounters(SparkContext spark) {
    files = spark.longAccumulator("files");
    bytes = spark.longAccumulator("bytes");
    millis = spark.longAccumulator("milliseconds of sound");
    rejected = spark.longAccumulator("rejected");
  }

  /** Makes counters for the jobs of one ingest. */
  public static IngestCounters of(SparkContext spark) {
    return new IngestCounters(spark);
  }

  /** Counts a file, or a row, that a task is done with. */
  public void looked(long ofBytes) {
    files.add(1);
    bytes.add(ofBytes);
  }

  /** Counts sound that a corpus has more. */
  public void heard(long ofMillis) {
    millis.add(ofMillis);
  }

  /** Counts a file, or a row, that cannot be used. */
  public void rejected() {
    rejected.add(1);
  }

  /** Returns what tasks that have ended have done. */
  Done done() {
    return new Done(files.value(), bytes.value(), millis.value(), rejected.value());
  }

  /**
   * Returns what a value of one of the counters means.
   *
   * @param id of the counter, which may also be another one
   */
  Done of(long id, long value) {
    return new Done(
        id == files.id() ? value : 0,
        id == bytes.id() ? value : 0,
        id == millis.id() ? value : 0,
        id == rejected.id() ? value : 0);
  }
}
