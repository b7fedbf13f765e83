package org.greedyinfomax.job;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.ingest.IngestReport;
import org.greedyinfomax.ingest.TooManyRejectedException;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.job.output.OutputDirectory;
import org.greedyinfomax.run.RunDirectory;
import org.greedyinfomax.storage.Scratch;

/**
 * Writes representations of recordings as a Parquet table: {@code gim encode}.
 *
 * <p>A folder of recordings is ingested first, by the settings of the run's recipe, into a corpus
 * in the table's folder that is deleted in the end.
 */
public final class Encode {

  /** The command as it is typed. */
  static final String VERB = "encode";

  /** Stands for every module of a run. */
  public static final String ALL_MODULES = "all";

  private final SparkSession spark;

  /** Makes a job that is run by {@link #run}. */
  public Encode(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What to encode, and how.
   *
   * @param input a corpus, or a folder of recordings or pictures
   * @param run directory of the run that trained the modules; its newest checkpoint is taken
   * @param output folder for the table
   * @param module name of a module, or {@link #ALL_MODULES}
   * @param overwrite whether an older table in that place may be replaced
   */
  public record Options(
      String input, String run, String output, String module, Pooling pooling, boolean overwrite) {}

  /**
   * Encodes.
   *
   * @return how many recordings were encoded, and which files of a folder were not
   * @throws IllegalArgumentException if input, run, module or output cannot be used as they are
   * @throws Exception if reading, writing or Spark fails
   */
  public EncodedFiles run(Options options) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory directory = RunDirectory.open(hadoop, options.run());
    Recipe recipe = directory.recipe();
    Encoding encoding = new Encoding(spark, recipe, directory.input().normalization());
    List<Integer> modules = encoding.modules(options.module());
    try (OutputDirectory table =
        OutputDirectory.claim(
            hadoop, options.output(), VERB, options.overwrite(), OutputDirectory.TABLE)) {
      Preflight.requireShared(spark, table.path());
      Source source = new Source(encoding, modules, directory);
      if (Corpus.exists(hadoop, options.input())) {
        Corpus corpus = Corpus.open(hadoop, options.input());
        EncodedFiles all = new EncodedFiles(corpus.manifest().rows(), List.of(), List.of());
        return write(corpus, all, options, source, table);
      }
      try (Scratch scratch = table.scratch()) {
        IngestReport made = ingested(options.input(), scratch.path(), recipe);
        Corpus corpus = Corpus.open(hadoop, made.output());
        EncodedFiles some =
            new EncodedFiles(corpus.manifest().rows(), made.rejected(), made.leftOut());
        return write(corpus, some, options, source, table);
      }
    }
  }

  /** Which modules encode. */
  private record Source(Encoding encoding, List<Integer> modules, RunDirectory run) {}

  private EncodedFiles write(
      Corpus corpus, EncodedFiles encoded, Options options, Source source, OutputDirectory table)
      throws IOException {
    spark.sparkContext().setJobDescription("encode " + options.input());
    Dataset<Row> rows =
        source
            .encoding()
            .of(corpus, source.run().newestCheckpoint(), source.modules(), options.pooling());
    table.begin(List.of(EncodedFiles.REJECTED, EncodedFiles.LEFT_OUT));
    rows.write().mode(SaveMode.Append).parquet(table.path().toString());
    encoded.writeLists(table);
    table.commit();
    return encoded;
  }

  private IngestReport ingested(String input, Path scratch, Recipe recipe) throws Exception {
    IngestOptions options =
        new IngestOptions(
            List.of(input),
            scratch.toString(),
            true,
            Conversion.sampleRate(recipe),
            recipe.ingest());
    try {
      return new Ingest(spark, options).run();
    } catch (TooManyRejectedException tooMany) {
      throw tooMany.unlisted(); // the list is in the scratch directory
    }
  }
}
