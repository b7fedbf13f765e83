package org.greedyinfomax.job;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Check;
import org.greedyinfomax.corpus.Corpus;
import org.greedyinfomax.encoding.FileEncoding;
import org.greedyinfomax.encoding.FrozenStack;
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
   * Encodes.
   *
   * @param command what to encode, by which model, and where to
   * @throws IllegalArgumentException if input, model, module or output cannot be used as they are,
   *     or no file can be used
   */
  public EncodedFiles run(Command.EncodeFiles command) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Check.argument(
        !Corpus.exists(hadoop, command.input()),
        "%s is a corpus: encode it with --run instead of --model",
        command.input());
    FrozenStack stack = FrozenStack.of(RunSnapshot.find(hadoop, command.model()));
    List<Integer> modules = FrozenStack.modules(stack.recipe(), command.module());
    LooseFiles files = LooseFiles.below(spark, stack.recipe(), command.input());
    try (OutputDirectory table =
        OutputDirectory.claim(
            hadoop, command.output(), Encode.VERB, command.overwrite(), OutputDirectory.TABLE)) {
      spark.sparkContext().setJobDescription("encode " + command.input());
      return write(
          FileEncoding.of(spark, stack, files, modules, command.pooling(), command.batchSize()),
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
