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
import org.greedyinfomax.ingest.Conversion;
import org.greedyinfomax.ingest.IngestOptions;
import org.greedyinfomax.storage.Scratch;
import org.greedyinfomax.training.RunDirectory;

/**
 * Writes representations of recordings as a Parquet table: {@code gim encode}.
 *
 * <p>A folder of recordings is ingested first, by the settings of the run's recipe, into a corpus
 * in the table's folder that is deleted in the end.
 */
public final class Encode {

  /** The command as it is typed. */
  static final String VERB = "encode";

  private final SparkSession spark;

  /** Makes a job that is run by {@link #run}. */
  public Encode(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * Encodes.
   *
   * @param input a corpus, or a folder of recordings
   * @param run directory of the run that trained the modules; its newest checkpoint is taken
   * @param output folder for the table
   * @param module name of a module, or {@code all}
   * @param overwrite whether an older table in that place may be replaced
   * @return how many recordings were encoded
   * @throws IllegalArgumentException if input, run, module or output cannot be used as they are
   * @throws Exception if reading, writing or Spark fails
   */
  public long run(
      String input, String run, String output, String module, Pooling pooling, boolean overwrite)
      throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    RunDirectory directory = RunDirectory.open(hadoop, run);
    Recipe recipe = directory.recipe();
    Encoding encoding = new Encoding(spark, recipe, directory.input().normalization());
    List<Integer> modules = encoding.modules(module);
    try (OutputDirectory table =
        OutputDirectory.claim(hadoop, output, VERB, overwrite, OutputDirectory.TABLE)) {
      if (Corpus.exists(hadoop, input)) {
        return write(
            Corpus.open(hadoop, input), input, encoding, directory, modules, pooling, table);
      }
      try (Scratch scratch = table.scratch()) {
        Corpus corpus = ingested(input, scratch.path(), recipe);
        return write(corpus, input, encoding, directory, modules, pooling, table);
      }
    }
  }

  private long write(
      Corpus corpus,
      String input,
      Encoding encoding,
      RunDirectory run,
      List<Integer> modules,
      Pooling pooling,
      OutputDirectory table)
      throws IOException {
    spark.sparkContext().setJobDescription("encode " + input);
    Dataset<Row> rows = encoding.of(corpus, run.newestCheckpoint(), modules, pooling);
    table.begin(List.of());
    rows.write().mode(SaveMode.Append).parquet(table.path().toString());
    table.commit();
    return corpus.manifest().rows();
  }

  private Corpus ingested(String input, Path scratch, Recipe recipe) throws Exception {
    IngestOptions options =
        new IngestOptions(
            List.of(input),
            scratch.toString(),
            true,
            Conversion.sampleRate(recipe),
            recipe.ingest());
    new Ingest(spark, options).run();
    return Corpus.open(spark.sparkContext().hadoopConfiguration(), scratch.toString());
  }
}
