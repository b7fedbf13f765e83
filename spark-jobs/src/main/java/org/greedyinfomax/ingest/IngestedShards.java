package org.greedyinfomax.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.storage.JavaBytes;

/** The shards of one ingest, written but not yet a corpus. */
public final class IngestedShards {

  private final IngestOptions options;
  private final Selection selection;
  private final List<Shard> shards = new ArrayList<>();
  private final List<RejectedFile> rejected = new ArrayList<>();
  private ContentSums sums;

  private IngestedShards(IngestOptions options, Selection selection) {
    this.options = options;
    this.selection = selection;
    this.sums = ContentSums.none(options.settings().kind());
    rejected.addAll(selection.rejected());
  }

  /**
   * Writes the shards, one task each.
   *
   * @throws IllegalArgumentException if too many files cannot be used
   */
  public static IngestedShards write(SparkSession spark, IngestOptions options, Selection selection)
      throws Exception {
    BadFileLimit limit =
        new BadFileLimit(options.settings().maxBadFraction(), selection.considered());
    limit.require(selection.rejected());
    IngestedShards written = new IngestedShards(options, selection);
    for (byte[] result : runTasks(spark, options, selection)) {
      written.add(JavaBytes.read(result, ShardResult.class));
    }
    written.rejected.sort(Comparator.comparing(RejectedFile::path));
    limit.require(written.rejected);
    return written;
  }

  private static List<byte[]> runTasks(
      SparkSession spark, IngestOptions options, Selection selection) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    ShardTask task = new ShardTask(hadoop, options, selection.labelColumns());
    List<byte[]> plans = new ArrayList<>();
    for (ShardPlan plan : ShardPlan.cut(selection.files())) {
      plans.add(JavaBytes.of(plan));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    return TaskGroup.run(
        context,
        "ingest %,d files".formatted(selection.files().size()),
        () ->
            context
                .parallelize(plans, plans.size())
                .map(plan -> JavaBytes.of(task.write(JavaBytes.read(plan, ShardPlan.class))))
                .collect());
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
        selection.labelColumns(),
        shards,
        options.inputs(),
        rejected.size(),
        selection.filesInNoSplit());
  }
}
