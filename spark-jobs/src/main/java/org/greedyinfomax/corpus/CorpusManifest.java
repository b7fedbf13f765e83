package org.greedyinfomax.corpus;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.Check;

/**
 * What is in a corpus; the content of {@code corpus.json}.
 *
 * @param version of the format, {@link #VERSION}
 * @param kind of the samples, {@link #AUDIO}
 * @param sampleRate of every recording, in Hz
 * @param rows recordings
 * @param totalSamples of all recordings together
 * @param mean of the samples, as a fraction of full scale (32768)
 * @param standardDeviation of the samples around their mean, as a fraction of full scale
 * @param labelColumns names of the columns with labels, sorted
 * @param shards in the order of their rows
 * @param sources where the recordings came from
 * @param rejectedFiles files that could not be used; {@code rejected.tsv} lists them
 * @param filesInNoSplit files left out because no split list named them
 */
public record CorpusManifest(
    int version,
    String kind,
    int sampleRate,
    long rows,
    long totalSamples,
    double mean,
    double standardDeviation,
    List<String> labelColumns,
    List<Shard> shards,
    List<String> sources,
    int rejectedFiles,
    int filesInNoSplit)
    implements Serializable {

  /** The format that this program reads and writes. */
  public static final int VERSION = 1;

  /** The kind of a corpus of recordings. */
  public static final String AUDIO = "audio";

  public CorpusManifest {
    Check.argument(version == VERSION, "version must be %d, but is %d", VERSION, version);
    Check.argument(kind.equals(AUDIO), "kind must be \"%s\", but is \"%s\"", AUDIO, kind);
    Check.argument(sampleRate >= 1, "sampleRate must be at least 1 Hz, but is %d", sampleRate);
    Check.argument(totalSamples >= 1, "totalSamples must be at least 1, but is %d", totalSamples);
    Check.argument(
        Double.isFinite(mean) && standardDeviation >= 0,
        "mean must be finite and standardDeviation at least 0, but they are %s and %s",
        mean,
        standardDeviation);
    Check.argument(
        !shards.isEmpty() && shards.stream().mapToLong(Shard::rows).sum() == rows,
        "the shards must add up to %d rows, but have %s",
        rows,
        shards.stream().map(Shard::rows).toList());
    Check.argument(
        labelColumns.equals(labelColumns.stream().sorted().distinct().toList()),
        "labelColumns must be sorted and different, but are %s",
        labelColumns);
    labelColumns = List.copyOf(labelColumns);
    shards = List.copyOf(shards);
    sources = List.copyOf(sources);
  }

  /** Returns how long all recordings together are. */
  public double hours() {
    return totalSamples / 3600.0 / sampleRate;
  }
}
