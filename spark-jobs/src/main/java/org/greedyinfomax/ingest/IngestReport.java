package org.greedyinfomax.ingest;

import java.util.List;

/**
 * What an ingest made.
 *
 * @param output the corpus
 * @param rows recordings in it
 * @param hours of audio in it
 * @param sampleRate in Hz
 * @param shards files in it
 * @param rejected files that could not be used, sorted by path
 * @param filesInNoSplit files left out because no split list named them
 */
public record IngestReport(
    String output,
    long rows,
    double hours,
    int sampleRate,
    int shards,
    List<RejectedFile> rejected,
    int filesInNoSplit) {

  public IngestReport {
    rejected = List.copyOf(rejected);
  }
}
