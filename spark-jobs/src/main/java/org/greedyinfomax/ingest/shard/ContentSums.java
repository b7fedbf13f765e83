package org.greedyinfomax.ingest.shard;

import java.io.Serializable;
import java.util.List;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.corpus.CorpusContents;
import org.greedyinfomax.data.Content;

/** What the manifest says of all contents together: the same in whatever order they are added. */
public sealed interface ContentSums extends Serializable permits AudioSums, ImageSums {

  /** Sums over nothing. */
  static ContentSums none(ContentKind kind) {
    return switch (kind) {
      case AUDIO -> AudioSums.NONE;
      case IMAGES -> ImageSums.NONE;
    };
  }

  /**
   * Returns the sums over one content more.
   *
   * @param name of its file
   */
  ContentSums plus(Content content, String name);

  /** Returns the sums over both; they are of the same kind. */
  ContentSums plus(ContentSums other);

  /**
   * Returns what only this kind of contents has.
   *
   * @throws IllegalArgumentException if the contents do not fit each other
   */
  CorpusContents contents();

  /** Returns the mean of each channel as a fraction of full scale. */
  List<Double> mean();

  /** Returns the standard deviation of each channel as a fraction of full scale. */
  List<Double> standardDeviation();
}
