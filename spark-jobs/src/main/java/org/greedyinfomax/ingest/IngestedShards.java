package org.greedyinfomax.ingest;

import org.greedyinfomax.ingest.listing.RejectedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.storage.JavaBytes;

/** The shards of one ingest, written but not yet a corpus. */
public final class IngestedShards {

  private final IngestOptions options;
  private final RowSource source;
  private final List<Shard> shards = new ArrayList<>();
  private final List<RejectedFile> rejected = new ArrayList<>();
  private ContentSums sums;

  private IngestedShards(IngestOptions options, RowSource source) {
    this.options = options;
    this.source = source;
    this.sums = ContentSums.none(options.settings().kind());
    rejected.addAll(source.rejected());
  }

  /**
   * Writes the shards, one task each.
   *
   * @throws IllegalArgumentException if too many files cannot be used
   */
  public static IngestedShards write(SparkSession spark, IngestOptions options, RowSource source)
      throws Exception {
    BadFileLimit limit =
        new BadFileLimit(options.settings().maxBadFraction(), source.considered(), source.unit());
    limit.require(source.rejected());
    IngestedShards written = new IngestedShards(options, source);
    for (byte[] result : runTasks(spark, options, source)) {
      written.add(JavaBytes.read(result, ShardResult.class));
    }
    written.rejected.sort(Comparator.comparing(RejectedFile::path));
    limit.require(written.rejected);
    return written;
  }

  private static List<byte[]> runTasks(SparkSession spark, IngestOptions options, RowSource source)
      throws Exception {
    ShardTask task =
        new ShardTask(spark.sparkContext().hadoopConfiguration(), options, source.labelColumns());
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return TaskGroup.run(
        context,
        Text.format("ingest %,d %s", source.considered(), source.unit()),
        () -> source.write(context, task));
  }

  private void add(ShardResult result) {
    shards.addAll(result.shards());
    rejected.addAll(result.rejected());
    sums = sums.plus(result.sums());
  }

  /** Returns the files that could not be used, sorted by path. */
  public List<RejectedFile> rejected() {
    return List.copyOf(rejected);
  }

  /**
   * Returns the manifest that makes the shards a corpus.
   *
   * @throws IllegalArgumentException if rates of recordings differ though they should be kept
   */
  public CorpusManifest manifest() {
    return new CorpusManifest(
        CorpusManifest.VERSION,
        sums.contents(),
        shards.stream().mapToLong(Shard::rows).sum(),
        sums.mean(),
        sums.standardDeviation(),
        source.labelColumns(),
        shards,
        options.inputs(),
        rejected.size(),
        source.inNoSplit());
  }
}
