package org.greedyinfomax.probe.fit;

import static org.apache.spark.sql.functions.regexp_replace;

import org.apache.spark.sql.Column;
import org.greedyinfomax.data.SegmentKey;

/**
 * The key of the recording that a row is of: segments of one recording are so alike that none may
 * be fitted to while another is tested.
 */
public final class RecordingKey {

  private RecordingKey() {}

  /** Returns the key of the recording; of rows that are no segments their own. */
  public static Column of(Column key) {
    return regexp_replace(key, SegmentKey.SUFFIX, "");
  }
}
