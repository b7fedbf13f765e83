package org.greedyinfomax.corpus;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Printable;

/**
 * What is in a corpus; the content of {@code corpus.json}.
 *
 * @param version of the format, {@link #VERSION}
 * @param contents what one kind of corpus has and the other has not; in the file, the field {@code
 *     kind} says which kind it is
 * @param rows recordings or pictures
 * @param mean of each channel's samples or pixels, as a fraction of full scale (32768 for samples,
 *     255 for pixels)
 * @param standardDeviation of each channel around its mean, as a fraction of full scale
 * @param labelColumns names of the columns with labels, sorted
 * @param shards in the order of their rows
 * @param sources where the files came from
 * @param rejectedFiles files that could not be used; {@code rejected.tsv} lists them
 * @param leftOutFiles number of the files of each kind that were not meant for the corpus; {@code
 *     left-out.tsv} lists them
 * @param filesInNoSplit files left out because no split list named them
 */
public record CorpusManifest(
    int version,
    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
            property = "kind")
        CorpusContents contents,
    long rows,
    List<Double> mean,
    List<Double> standardDeviation,
    List<String> labelColumns,
    List<Shard> shards,
    List<String> sources,
    int rejectedFiles,
    Map<String, Integer> leftOutFiles,
    int filesInNoSplit)
    implements Serializable {

  /** The format that this program reads and writes. */
  public static final int VERSION = 4;

  public CorpusManifest {
    Check.argument(version == VERSION, "version must be %d, but is %d", VERSION, version);
    Check.argument(
        mean.size() == contents.channels() && standardDeviation.size() == contents.channels(),
        "mean and standardDeviation must have %d channels, but are %s and %s",
        contents.channels(),
        mean,
        standardDeviation);
    for (int channel = 0; channel < mean.size(); channel++) {
      requireStatistics("channel " + channel, mean.get(channel), standardDeviation.get(channel));
    }
    Check.argument(
        !shards.isEmpty() && shards.stream().mapToLong(Shard::rows).sum() == rows,
        "the shards must add up to %d rows, but have %s",
        rows,
        shards.stream().map(Shard::rows).toList());
    Check.argument(
        labelColumns.equals(labelColumns.stream().sorted().distinct().toList()),
        "labelColumns must be sorted and different, but are %s",
        labelColumns);
    for (String label : labelColumns) {
      Check.argument(
          label.matches("[A-Za-z_][A-Za-z0-9_]*"),
          "a label column must be named with letters, digits and underscores, but is \"%s\"",
          Printable.line(label));
    }
    for (Map.Entry<String, Integer> kind : leftOutFiles.entrySet()) {
      Check.argument(
          kind.getValue() >= 1,
          "a kind of files that were left out must have 1 or more, but \"%s\" has %d",
          Printable.line(kind.getKey()),
          kind.getValue());
    }
    mean = List.copyOf(mean);
    standardDeviation = List.copyOf(standardDeviation);
    labelColumns = List.copyOf(labelColumns);
    shards = List.copyOf(shards);
    sources = List.copyOf(sources);
    leftOutFiles = Collections.unmodifiableMap(new TreeMap<>(leftOutFiles));
  }

  static void requireStatistics(String what, double mean, double standardDeviation) {
    Check.argument(
        Double.isFinite(mean) && standardDeviation >= 0,
        "the mean must be finite and the standard deviation at least 0, but those of %s are %s and"
            + " %s",
        what,
        mean,
        standardDeviation);
  }

  /** Returns what the rows hold. */
  public ContentKind kind() {
    return contents.kind();
  }
}
