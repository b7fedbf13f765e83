package org.greedyinfomax.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.greedyinfomax.Channel;
import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;

/**
 * Settings for turning recordings or pictures into a corpus.
 *
 * @param kind what the input holds
 * @param layout how the input is arranged
 * @param column of a table that holds files or images; for other layouts empty
 * @param minSamples shorter recordings are bad, at least 1, in samples of the corpus
 * @param channel which channel of a recording is kept
 * @param length how long recordings and videos may be
 * @param pictures how pictures are stored
 * @param maxBadFraction share of bad files (unreadable, too short or small, without their label)
 *     above which ingestion fails, in [0, 1]
 * @param labels where labels come from
 * @param splits name of a split to the path of the list of its keys, may be empty; kept in the
 *     order of the names
 */
public record IngestSettings(
    ContentKind kind,
    Layout layout,
    String column,
    int minSamples,
    Channel channel,
    LengthSettings length,
    PictureSettings pictures,
    double maxBadFraction,
    LabelSettings labels,
    Map<String, String> splits)
    implements Serializable {

  /** How an input is arranged. */
  public enum Layout {
    /** Files in any folders and archives, each a recording or a picture. */
    FILES,
    /** LibriSpeech: {@code speaker/chapter/speaker-chapter-utterance.flac}. */
    LIBRISPEECH,
    /** STL-10's binary files. */
    STL10,
    /** Parquet tables. */
    TABLE,
    /** Shards of WebDataset: tar archives of recordings or pictures with their labels. */
    WEBDATASET
  }

  public IngestSettings {
    Check.argument(
        layout != Layout.LIBRISPEECH || kind == ContentKind.AUDIO,
        "layout librispeech is for recordings, but kind is images: set layout to files");
    Check.argument(
        layout != Layout.STL10 || kind == ContentKind.IMAGES,
        "layout stl10 is for pictures, but kind is audio: set kind to images");
    Check.argument(
        layout != Layout.STL10 || (labels.isEmpty() && splits.isEmpty()),
        "layout stl10 has its own labels and splits: leave labels and splits empty");
    Check.argument(
        column.isEmpty() != (layout == Layout.TABLE),
        "column must name the column of a table with layout table, and else be empty, but is"
            + " \"%s\"",
        column);
    Check.argument(minSamples >= 1, "minSamples must be at least 1, but is %d", minSamples);
    Check.argument(
        maxBadFraction >= 0 && maxBadFraction <= 1,
        "maxBadFraction must lie in [0, 1], but is %s",
        maxBadFraction);
    splits = Collections.unmodifiableMap(new TreeMap<>(splits));
  }

  /** Returns the same settings with other paths of the files that they name. */
  IngestSettings withPaths(UnaryOperator<String> whole) {
    Map<String, String> lists = new TreeMap<>(splits);
    lists.replaceAll((split, list) -> whole.apply(list));
    return new IngestSettings(
        kind,
        layout,
        column,
        minSamples,
        channel,
        length,
        pictures,
        maxBadFraction,
        new LabelSettings(labels.folder(), labels.pattern(), whole.apply(labels.table())),
        lists);
  }

  /** Whether pictures are taken of videos. */
  public boolean takesVideos() {
    return kind == ContentKind.IMAGES && pictures.framesPerSecond() > 0;
  }

  /** Whether a file may become several rows: a long recording, or a video. */
  public boolean isCut() {
    return takesVideos() || (kind == ContentKind.AUDIO && length.segmentSeconds() > 0);
  }
}
