package org.greedyinfomax.ingest.shard;

import java.util.List;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.IngestSettings;

/**
 * What to ingest, and how.
 *
 * @param inputs directories or files, at least one
 * @param output directory of the corpus
 * @param overwrite whether a corpus in that place may be replaced
 * @param sampleRate of a corpus of recordings in Hz; 0 keeps the rate of the files, which must all
 *     agree
 * @param settings kind, layout, limits, labels and splits
 */
public record IngestOptions(
    List<String> inputs,
    String output,
    boolean overwrite,
    int sampleRate,
    IngestSettings settings) {

  public IngestOptions {
    Check.argument(!inputs.isEmpty(), "ingest needs at least one input path");
    Check.argument(!output.isBlank(), "ingest needs an output path");
    Check.argument(
        sampleRate >= 0,
        "the sample rate must be 0 (keep that of the files) or more, but is %d",
        sampleRate);
    inputs = List.copyOf(inputs);
  }
}
