package org.greedyinfomax.ingest;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.LabelSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.ingest.label.Labels;
import org.greedyinfomax.ingest.label.SelectedFiles;
import org.greedyinfomax.ingest.label.Splits;
import org.greedyinfomax.ingest.listing.ArchiveUse;
import org.greedyinfomax.ingest.listing.ContentCheck;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.Listing;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.greedyinfomax.ingest.listing.SourceFiles;

/**
 * Files that a network is to take without becoming a corpus: each has its relative path without
 * extension as its key, with it where files differ in nothing else, and no labels.
 *
 * @param files sorted by relative path
 * @param rejected files that cannot be opened, or whose key another file has
 * @param leftOut files that hold nothing that the network takes
 */
public record LooseFiles(
    List<LooseFile> files, List<RejectedFile> rejected, List<LeftOutFile> leftOut) {

  public LooseFiles {
    files = List.copyOf(files);
    rejected = List.copyOf(rejected);
    leftOut = List.copyOf(leftOut);
  }

  /** A file, and what its row will be called. */
  public record LooseFile(SourceFile file, String key) {}

  /**
   * Lists the recordings or pictures below a path, whichever a recipe's network takes.
   *
   * @throws IllegalArgumentException if the path is missing, or there is no such file at all
   */
  public static LooseFiles below(SparkSession spark, Recipe recipe, String input)
      throws IOException {
    IngestSettings settings = unlabelled(recipe.ingest());
    Listing found =
        SourceFiles.list(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            ContentCheck.withoutVideos(settings.kind()),
            ArchiveUse.CLOSED,
            List.of(input));
    SelectedFiles selection =
        SelectedFiles.of(
                found.files(),
                SourceFile::stem,
                Labels.of(spark, settings, List.of()),
                Splits.read(spark.sparkContext().hadoopConfiguration(), Map.of()))
            .withUnreadable(found.rejected());
    return new LooseFiles(
        selection.files().stream().map(file -> new LooseFile(file.file(), file.key())).toList(),
        selection.rejected(),
        found.leftOut());
  }

  private static IngestSettings unlabelled(IngestSettings settings) {
    return new IngestSettings(
        settings.kind(),
        Layout.FILES,
        "",
        settings.minSamples(),
        settings.channel(),
        settings.length(),
        settings.pictures(),
        settings.maxBadFraction(),
        new LabelSettings("", "", ""),
        Map.of());
  }

  /**
   * Checks that some files are left.
   *
   * @param unusable all that are rejected, these among them
   * @throws IllegalArgumentException with the first reasons, if none is left
   */
  public void requireSome(List<RejectedFile> unusable) {
    new BadFileLimit(1, files.size() + rejected.size(), "files").require(unusable);
  }
}
