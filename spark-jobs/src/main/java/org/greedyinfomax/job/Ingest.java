package org.greedyinfomax.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.ingest.IngestOptions;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.IngestedShards;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.RowSource;
import org.greedyinfomax.storage.LeaseLostException;

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

  /**
   * Ingests.
   *
   * @throws IllegalArgumentException if inputs, labels or output cannot be used as they are, or too
   *     many files are bad
   * @throws Exception if reading, writing or Spark fails
   */
  public IngestReport run() throws Exception {
    return run(RowSource.of(spark, options));
  }

  /**
   * Ingests from a source of its own, whatever inputs the options name.
   *
   * @throws IllegalArgumentException if labels or output cannot be used as they are, or too many
   *     rows are bad
   * @throws JobException if the output is another process's by then, or gone
   * @throws Exception if reading, writing or Spark fails
   */
  public IngestReport run(RowSource source) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
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
    } catch (LeaseLostException e) {
      throw new JobException(ExitCode.INTERRUPTED, e.getMessage());
    } finally {
      output.discard();
    }
  }
}
