package org.greedyinfomax.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.greedyinfomax.Text;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.IngestSettings.Layout;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.source.RowSource;
import org.greedyinfomax.job.Ingest;
import org.greedyinfomax.job.Pretrain;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.Location;

/**
 * One fit: a corpus of the table's rows, and a run that trains on it, side by side in a folder of
 * their own, so that several fits do not get in each other's way.
 */
final class Fit {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final SparkSession spark;
  private final Recipe recipe;
  private final FitColumns columns;
  private final String parent;
  private final String name;

  /**
   * Prepares a fit.
   *
   * @param parent folder for the folders of all fits
   */
  Fit(SparkSession spark, Recipe recipe, FitColumns columns, String parent) {
    this.spark = spark;
    this.recipe = recipe;
    this.columns = columns;
    this.parent = parent;
    String time = ZonedDateTime.now(ZoneOffset.UTC).format(TIME);
    String unique = UUID.randomUUID().toString().substring(0, 8);
    name = Text.format("fit-%s-%s", time, unique);
  }

  /**
   * Ingests and trains.
   *
   * @throws IllegalArgumentException if rows and recipe do not fit, or training diverges
   */
  FittedRun run(Dataset<?> table) {
    try {
      Path folder =
          new Path(Location.whole(spark.sparkContext().hadoopConfiguration(), parent), name);
      String corpus = new Path(folder, "corpus").toString();
      String run = new Path(folder, "run").toString();
      ingest(table, corpus);
      new Pretrain(spark, LoggedProgress.every(10))
          .start(recipe, corpus, run, RunDirectory.Existing.REFUSE);
      return FittedRun.find(spark.sparkContext().hadoopConfiguration(), run);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // Spark's, which Scala does not declare
      throw new IllegalStateException(e);
    }
  }

  private void ingest(Dataset<?> table, String corpus) throws Exception {
    IngestSettings ingest = recipe.ingest();
    IngestSettings settings =
        new IngestSettings(
            recipe.input().kind(),
            Layout.TABLE,
            columns.input(),
            ingest.minSamples(),
            ingest.channel(),
            ingest.length(),
            ingest.pictures(),
            ingest.maxBadFraction(),
            ingest.labels(),
            ingest.splits());
    IngestOptions options =
        new IngestOptions(
            List.of("column " + columns.input()),
            corpus,
            false,
            Conversion.sampleRate(recipe),
            settings);
    // Keys are read first and contents later: both must be of the same rows.
    Dataset<Row> rows = columns.of(table);
    boolean isKept = !table.storageLevel().equals(StorageLevel.NONE());
    if (!isKept) {
      rows.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      new Ingest(spark, options).run(RowSource.of(spark, rows, columns.cells(), options));
    } finally {
      rows.unpersist();
    }
  }
}
