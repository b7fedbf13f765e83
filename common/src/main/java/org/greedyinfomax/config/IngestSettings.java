package org.greedyinfomax.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.greedyinfomax.Check;

/**
 * How a folder of recordings becomes a corpus.
 *
 * @param layout how the folder is arranged
 * @param minSamples shorter recordings are bad, at least 1, in samples of the corpus
 * @param maxBadFraction share of bad recordings (unreadable, too short, without their label) above
 *     which ingestion fails, in [0, 1]
 * @param labels where labels come from
 * @param splits name of a split to the path of the list of its recordings, may be empty; kept in
 *     the order of the names
 */
public record IngestSettings(
    Layout layout,
    int minSamples,
    double maxBadFraction,
    LabelSettings labels,
    Map<String, String> splits)
    implements Serializable {

  /** How a folder of recordings is arranged. */
  public enum Layout {
    /** Audio files in any folders. */
    FILES,
    /** LibriSpeech: {@code speaker/chapter/speaker-chapter-utterance.flac}. */
    LIBRISPEECH
  }

  public IngestSettings {
    Check.argument(minSamples >= 1, "minSamples must be at least 1, but is %d", minSamples);
    Check.argument(
        maxBadFraction >= 0 && maxBadFraction <= 1,
        "maxBadFraction must lie in [0, 1], but is %s",
        maxBadFraction);
    splits = Collections.unmodifiableMap(new TreeMap<>(splits));
  }
}
