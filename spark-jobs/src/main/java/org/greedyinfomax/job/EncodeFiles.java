package org.greedyinfomax.job;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.FileEncoding;
import org.greedyinfomax.encoding.FrozenStack;
import org.greedyinfomax.encoding.Pooling;
import org.greedyinfomax.ingest.LooseFiles;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.job.output.OutputDirectory;
import org.greedyinfomax.run.RunSnapshot;

/**
 * Writes representations of files that never were ingested as a Parquet table: {@code gim encode
 * --model}. Files that cannot be used are listed in {@link EncodedFiles#REJECTED}, in the table's
 * folder.
 */
public final class EncodeFiles {

  private final SparkSession spark;

  /** Makes a job that is run by {@link #run}. */
  public EncodeFiles(SparkSession spark) {
    this.spark = spark;
  }

  /**
   * What to encode, by which model, and where to.
   *
   * @param input a folder of recordings or pictures
   * @param model a run directory, or a saved model of Spark ML
   * @param output folder for a table of representations
   * @param module name of a module, or {@link Encode#ALL_MODULES}
   * @param batchSize files that are encoded together, at least 1
   * @param overwrite whether an existing table may be replaced
   */
  public record Options(
      String input,
      String model,
      String output,
      String module,
      Pooling pooling,
      int batchSize,
      boolean overwrite) {}

  /**
   * Encodes.
   *
   * @throws IllegalArgumentException if input, model, module or output cannot be used as they are,
   *     or no file can be used
   */
  public EncodedFiles run(Options options) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Check.argument(
        !Corpus.exists(hadoop, options.input()),
        "%s is a corpus: encode it with --run instead of --model",
        options.input());
    FrozenStack stack = FrozenStack.of(RunSnapshot.find(hadoop, options.model()));
    List<Integer> modules = FrozenStack.modules(stack.recipe(), options.module());
    LooseFiles files = LooseFiles.below(spark, stack.recipe(), options.input());
    try (OutputDirectory table =
        OutputDirectory.claim(
            hadoop, options.output(), Encode.VERB, options.overwrite(), OutputDirectory.TABLE)) {
      Preflight.requireShared(spark, table.path());
      spark.sparkContext().setJobDescription("encode " + options.input());
      return write(
          FileEncoding.of(spark, stack, files, modules, options.pooling(), options.batchSize()),
          table);
    }
  }

  private static EncodedFiles write(FileEncoding encoding, OutputDirectory table) throws Exception {
    table.begin(List.of(EncodedFiles.REJECTED, EncodedFiles.LEFT_OUT));
    encoding.table().write().mode(SaveMode.Append).parquet(table.path().toString());
    List<RejectedFile> rejected = encoding.rejected();
    EncodedFiles encoded =
        new EncodedFiles(encoding.considered() - rejected.size(), rejected, encoding.leftOut());
    encoded.writeLists(table);
    table.commit();
    return encoded;
  }
}
