package org.greedyinfomax.ingest.shard;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.survey.RemarkedFile;
import org.greedyinfomax.ingest.survey.Survey;

/**
 * What became of a {@link ShardPlan}.
 *
 * @param shards the shard that was written; none if no file could be used, or nothing is written
 * @param rows that were converted
 * @param bytes of their contents
 * @param sums over their contents
 * @param survey of what they were before
 * @param rejected files that could not be used
 * @param leftOut files that are not meant for the corpus
 * @param remarked files that were read, though something about them was unusual
 */
public record ShardResult(
    List<Shard> shards,
    long rows,
    long bytes,
    ContentSums sums,
    Survey survey,
    List<RejectedFile> rejected,
    List<LeftOutFile> leftOut,
    List<RemarkedFile> remarked)
    implements Serializable {

  public ShardResult {
    shards = List.copyOf(shards);
    rejected = List.copyOf(rejected);
    leftOut = List.copyOf(leftOut);
    remarked = List.copyOf(remarked);
  }
}
