package org.greedyinfomax.ingest;

import java.io.Serializable;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.greedyinfomax.corpus.Shard;

/**
 * What became of a {@link ShardPlan}.
 *
 * @param shards the shard that was written; none if no file could be used
 * @param sums over its samples
 * @param rates the first file of each sample rate
 * @param rejected files that could not be used
 */
record ShardResult(
    List<Shard> shards,
    SampleSums sums,
    NavigableMap<Integer, String> rates,
    List<RejectedFile> rejected)
    implements Serializable {

  ShardResult {
    shards = List.copyOf(shards);
    rates = new TreeMap<>(rates);
    rejected = List.copyOf(rejected);
  }
}
