package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.LibriSpeech;

/**
 * What is to be read, decided by names alone.
 *
 * @param labelColumns sorted
 * @param files in the order of their paths
 * @param rejected files that have no key or no labels
 * @param filesInNoSplit how many were left out
 */
public record Selection(
    List<String> labelColumns,
    List<LabelledFile> files,
    List<RejectedFile> rejected,
    int filesInNoSplit) {

  public Selection {
    labelColumns = List.copyOf(labelColumns);
    files = List.copyOf(files);
    rejected = List.copyOf(rejected);
  }

  /** Returns how many files were looked at and belong here, rejected ones included. */
  public int considered() {
    return files.size() + rejected.size();
  }

  /**
   * Lists the files of the inputs and gives them keys and labels.
   *
   * @throws IllegalArgumentException if inputs, label sources or split lists cannot be used, or no
   *     file is in any split
   */
  public static Selection read(SparkSession spark, IngestOptions options) throws IOException {
    IngestSettings settings = options.settings();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<SourceFile> found = SourceFiles.list(hadoop, settings.kind(), options.inputs());
    Labels labels = Labels.of(spark, settings);
    Splits splits = Splits.read(hadoop, settings.splits());
    Selection selection = of(found, settings.layout(), labels, splits);
    Check.argument(
        selection.considered() > 0,
        "none of the %d files is in a split list: the lists %s must name keys such as %s",
        found.size(),
        settings.splits().values(),
        settings.layout() == Layout.LIBRISPEECH ? found.get(0).name() : found.get(0).stem());
    return selection;
  }

  private static Selection of(List<SourceFile> found, Layout layout, Labels labels, Splits splits) {
    List<LabelledFile> files = new ArrayList<>();
    List<RejectedFile> rejected = new ArrayList<>();
    Map<String, String> pathByKey = new HashMap<>();
    int inNoSplit = 0;
    for (SourceFile file : found) {
      try {
        String key = key(file, layout);
        Optional<String> split = splits.of(key);
        if (!splits.isEmpty() && split.isEmpty()) {
          inNoSplit++;
          continue;
        }
        Map<String, String> all = new HashMap<>(labels.of(file, key));
        split.ifPresent(name -> all.put(Splits.COLUMN, name));
        String other = pathByKey.putIfAbsent(key, file.path());
        if (other != null) {
          throw new BadFileException(
              file.relativePath(), "has the same key, %s, as %s".formatted(key, other));
        }
        files.add(new LabelledFile(file, key, all));
      } catch (BadFileException bad) {
        rejected.add(new RejectedFile(file.relativePath(), bad.reason()));
      }
    }
    return new Selection(labels.columns(), files, rejected, inNoSplit);
  }

  private static String key(SourceFile file, Layout layout) throws BadFileException {
    if (layout == Layout.FILES) {
      return file.stem();
    }
    try {
      return LibriSpeech.parse(file.relativePath()).id();
    } catch (IllegalArgumentException other) {
      throw new BadFileException(
          file.relativePath(),
          "is not laid out like LibriSpeech: expected SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE.flac");
    }
  }
}
