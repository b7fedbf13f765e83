package org.greedyinfomax.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.corpus.CorpusDirectory;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.ingest.DryRunReport;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.IngestedShards;
import org.greedyinfomax.ingest.TooManyRejectedException;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.progress.IngestProgress;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.source.RowSource;
import org.greedyinfomax.ingest.survey.RemarkedFile;
import org.greedyinfomax.job.failure.ExitCode;
import org.greedyinfomax.job.failure.JobException;
import org.greedyinfomax.storage.LeaseLostException;

/**
 * Makes a corpus of recordings or of pictures.
 *
 * <p>Each shard is one Spark task. Unusable files are listed in {@code rejected.tsv} beside the
 * manifest, files of other kinds in {@code left-out.tsv}, what was unusual about others in {@code
 * remarks.tsv}. If the job fails, it deletes what it made; if it is killed, what it leaves is no
 * corpus.
 */
public final class Ingest {

  private final SparkSession spark;
  private final IngestOptions options;
  private final IngestProgress progress;

  /** Makes a job that is run by {@link #run} and tells nobody how far it is. */
  public Ingest(SparkSession spark, IngestOptions options) {
    this(spark, options, IngestProgress.silent());
  }

  /** Makes a job that is run by {@link #run}. */
  public Ingest(SparkSession spark, IngestOptions options, IngestProgress progress) {
    this.spark = spark;
    this.options = options;
    this.progress = progress;
  }

  /**
   * Ingests.
   *
   * @throws IllegalArgumentException if inputs, labels or output cannot be used as they are, or too
   *     many files are bad
   * @throws Exception if reading, writing or Spark fails
   */
  public IngestReport run() throws Exception {
    tryOutput();
    return write(RowSource.of(spark, options));
  }

  /**
   * Ingests from a source of its own, whatever inputs the options name.
   *
   * @throws TooManyRejectedException if too many rows are bad; {@code failed-ingest.tsv} in the
   *     output lists those that are known
   * @throws IllegalArgumentException if labels or output cannot be used as they are
   * @throws JobException if the output is another process's by then, or gone
   * @throws Exception if reading, writing or Spark fails
   */
  public IngestReport run(RowSource source) throws Exception {
    tryOutput();
    return write(source);
  }

  private void tryOutput() throws IOException {
    CorpusDirectory.requireReplaceable(hadoop(), options.output(), existing());
    Preflight.requireShared(spark, new Path(options.output()));
  }

  private IngestReport write(RowSource source) throws Exception {
    CorpusDirectory output = CorpusDirectory.claim(hadoop(), options.output(), existing());
    try {
      IngestedShards shards = write(source, output);
      CorpusManifest manifest = shards.manifest();
      output.commit(
          manifest,
          shards.rejected().stream().map(RejectedFile::toLine).toList(),
          shards.leftOut().stream().map(LeftOutFile::toLine).toList(),
          shards.remarked().stream().map(RemarkedFile::toLine).toList());
      return new IngestReport(
          options.output(), manifest, shards.survey(), shards.rejected(), shards.leftOut());
    } catch (LeaseLostException e) {
      throw new JobException(ExitCode.INTERRUPTED, e.getMessage());
    } finally {
      output.discard();
    }
  }

  private IngestedShards write(RowSource source, CorpusDirectory output) throws Exception {
    try {
      return IngestedShards.write(spark, options, source, progress);
    } catch (TooManyRejectedException tooMany) {
      if (tooMany.rejected().isEmpty()) {
        throw tooMany; // all are something else
      }
      String list =
          output.writeFailure(tooMany.rejected().stream().map(RejectedFile::toLine).toList());
      throw tooMany.listedIn(list);
    }
  }

  /**
   * Reads and converts all files as {@link #run} would, and writes nothing.
   *
   * @throws IllegalArgumentException if inputs or labels cannot be used as they are
   * @throws Exception if reading or Spark fails
   */
  public DryRunReport dryRun() throws Exception {
    List<String> problems = new ArrayList<>();
    try {
      CorpusDirectory.requireReplaceable(hadoop(), options.output(), existing());
    } catch (IllegalArgumentException occupied) {
      problems.add(occupied.getMessage());
    }
    IngestedShards shards =
        IngestedShards.look(spark, options, RowSource.of(spark, options), progress);
    return DryRunReport.of(shards, options.output(), problems);
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }

  private CorpusDirectory.Existing existing() {
    return options.overwrite() ? CorpusDirectory.Existing.REPLACE : CorpusDirectory.Existing.REFUSE;
  }
}
