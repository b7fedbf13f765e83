package org.greedyinfomax.ingest.shard;

import java.util.Arrays;
import org.apache.spark.Partitioner;

/** Which shard a key belongs to: those of a shard follow each other in the order of all keys. */
public final class ShardOfKey extends Partitioner {

  private static final long serialVersionUID = 1;

  private final String[] firstKeys;

  /**
   * Makes the order.
   *
   * @param firstKeys of each shard, ascending
   */
  public ShardOfKey(String[] firstKeys) {
    this.firstKeys = firstKeys.clone();
  }

  @Override
  public int numPartitions() {
    return firstKeys.length;
  }

  @Override
  public int getPartition(Object key) {
    int place = Arrays.binarySearch(firstKeys, (String) key);
    return place >= 0 ? place : Math.max(0, -place - 2);
  }
}
