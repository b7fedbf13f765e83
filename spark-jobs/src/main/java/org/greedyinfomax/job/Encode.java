package org.greedyinfomax.job;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.Encoding;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.ingest.Conversion;
import org.greedyinfomax.ingest.IngestOptions;
import org.greedyinfomax.training.RunDirectory;

/**
 * Writes representations of recordings as a Parquet table: {@code gim encode}.
 *
 * <p>A folder of recordings is ingested first, by the settings of the run's recipe, into a corpus
 * beside the table that is deleted in the end.
 */
public final class Encode {

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
    Path table = new Path(output);
    FileSystem files = table.getFileSystem(hadoop);
    OutputTable.requireFree(files, table, overwrite);
    Path scratch = new Path(table.getParent(), "." + table.getName() + ".corpus");
    try {
      Corpus corpus =
          Corpus.exists(hadoop, input)
              ? Corpus.open(hadoop, input)
              : ingested(input, scratch, recipe);
      spark.sparkContext().setJobDescription("encode " + input);
      encoding
          .of(corpus, directory.newestCheckpoint(), modules, pooling)
          .write()
          .mode(SaveMode.Overwrite)
          .parquet(output);
      return corpus.manifest().rows();
    } finally {
      files.delete(scratch, true);
    }
  }

  private Corpus ingested(String input, Path scratch, Recipe recipe) throws Exception {
    scratch.getFileSystem(spark.sparkContext().hadoopConfiguration()).deleteOnExit(scratch);
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
