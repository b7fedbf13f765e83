package org.greedyinfomax.ingest;

import org.greedyinfomax.ingest.listing.RejectedFile;
import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.corpus.Shard;

/**
 * What became of a {@link ShardPlan}.
 *
 * @param shards the shard that was written; none if no file could be used
 * @param sums over its contents
 * @param rejected files that could not be used
 */
record ShardResult(List<Shard> shards, ContentSums sums, List<RejectedFile> rejected)
    implements Serializable {

  ShardResult {
    shards = List.copyOf(shards);
    rejected = List.copyOf(rejected);
  }
}
