package org.greedyinfomax.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.ingest.IngestOptions;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.IngestedShards;
import org.greedyinfomax.ingest.RejectedFile;
import org.greedyinfomax.ingest.RowSource;

/**
 * Makes a corpus of recordings or of pictures.
 *
 * <p>Each shard is one Spark task. Unusable files are listed in {@code rejected.tsv} beside the
 * manifest. If the job fails, it deletes what it made; if it is killed, what it leaves is no
 * corpus.
 */
public final class Ingest {

  private final SparkSession spark;
  private final IngestOptions options;

  /** Makes a job that is run by {@link #run}. */
  public Ingest(SparkSession spark, IngestOptions options) {
    this.spark = spark;
    this.options = options;
  }

  /** The rate that a recipe's recordings are converted to; 0 for images. */
  static int sampleRate(Recipe recipe) {
    return recipe.input() instanceof InputSettings.Audio audio ? audio.sampleRate() : 0;
  }

  /**
   * Ingests.
   *
   * @throws IllegalArgumentException if inputs, labels or output cannot be used as they are, or too
   *     many files are bad
   * @throws Exception if reading, writing or Spark fails
   */
  public IngestReport run() throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RowSource source = RowSource.of(spark, options);
    CorpusDirectory output =
        CorpusDirectory.claim(
            hadoop,
            options.output(),
            options.overwrite()
                ? CorpusDirectory.Existing.REPLACE
                : CorpusDirectory.Existing.REFUSE);
    try {
      IngestedShards shards = IngestedShards.write(spark, options, source);
      CorpusManifest manifest = shards.manifest();
      output.commit(manifest, shards.rejected().stream().map(RejectedFile::toLine).toList());
      return new IngestReport(options.output(), manifest, shards.rejected());
    } finally {
      output.discard();
    }
  }
}
