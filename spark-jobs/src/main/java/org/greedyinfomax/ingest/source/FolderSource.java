package org.greedyinfomax.ingest.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.dataset.LibriSpeech;
import org.greedyinfomax.ingest.label.LabelRule;
import org.greedyinfomax.ingest.label.Labels;
import org.greedyinfomax.ingest.label.SampleRule;
import org.greedyinfomax.ingest.label.SelectedFiles;
import org.greedyinfomax.ingest.label.Splits;
import org.greedyinfomax.ingest.listing.ArchiveUse;
import org.greedyinfomax.ingest.listing.ContentCheck;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.Listing;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.greedyinfomax.ingest.listing.SourceFiles;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.shard.ShardPlan;
import org.greedyinfomax.ingest.shard.ShardResults;
import org.greedyinfomax.ingest.shard.ShardTask;
import org.greedyinfomax.storage.JavaBytes;

/**
 * Files in folders and in archives, each a row.
 *
 * @param selection of those that are meant
 * @param leftOut those that are not
 */
record FolderSource(SelectedFiles selection, List<LeftOutFile> leftOut) implements RowSource {

  FolderSource {
    leftOut = List.copyOf(leftOut);
  }

  /** Lists the files of the inputs and gives them keys and labels. */
  static FolderSource read(SparkSession spark, IngestOptions options) throws IOException {
    IngestSettings settings = options.settings();
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Listing found =
        SourceFiles.list(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            ContentCheck.of(settings),
            settings.layout() == Layout.WEBDATASET ? ArchiveUse.SAMPLES : ArchiveUse.FOLDERS,
            options.inputs());
    List<LabelRule> own =
        settings.layout() == Layout.WEBDATASET ? List.of(SampleRule.of(found.labels())) : List.of();
    SelectedFiles selection =
        SelectedFiles.of(
                found.files(),
                settings.layout() == Layout.LIBRISPEECH
                    ? FolderSource::utterance
                    : SourceFile::stem,
                Labels.of(spark, settings, own),
                Splits.read(hadoop, settings.splits()))
            .withUnreadable(found.rejected());
    return new FolderSource(
        settings.isCut() ? selection.withoutKeysOfSegments() : selection, found.leftOut());
  }

  private static String utterance(SourceFile file) throws BadFileException {
    try {
      return LibriSpeech.parse(file.pathInside()).id();
    } catch (IllegalArgumentException other) {
      throw new BadFileException(
          file.relativePath(),
          "is not laid out like LibriSpeech: expected SPEAKER/CHAPTER/SPEAKER-CHAPTER-UTTERANCE.flac");
    }
  }

  @Override
  public List<String> labelColumns() {
    return selection.labelColumns();
  }

  @Override
  public List<RejectedFile> rejected() {
    return selection.rejected();
  }

  @Override
  public int considered() {
    return selection.considered();
  }

  @Override
  public long bytes() {
    return selection.bytes();
  }

  @Override
  public String unit() {
    return "files";
  }

  @Override
  public int inNoSplit() {
    return selection.inNoSplit();
  }

  @Override
  public void write(JavaSparkContext context, ShardTask task, ShardResults results)
      throws IOException {
    List<byte[]> plans = new ArrayList<>();
    for (ShardPlan plan : ShardPlan.cut(selection.files())) {
      plans.add(JavaBytes.of(plan));
    }
    if (!plans.isEmpty()) {
      results.of(
          context,
          context
              .parallelize(plans, plans.size())
              .map(plan -> write(task, JavaBytes.read(plan, ShardPlan.class))));
    }
  }

  private static byte[] write(ShardTask task, ShardPlan plan) throws IOException {
    try (PlanRows rows = new PlanRows(plan, task.check(), task.hadoop())) {
      return JavaBytes.of(task.write(plan.index(), rows));
    }
  }
}
