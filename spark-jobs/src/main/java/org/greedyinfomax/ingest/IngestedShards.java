package org.greedyinfomax.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.SparkDriverExecutionException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.greedyinfomax.Text;
import org.greedyinfomax.corpus.CorpusManifest;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.ingest.listing.LeftOutCounts;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.progress.IngestCounters;
import org.greedyinfomax.ingest.progress.IngestProgress;
import org.greedyinfomax.ingest.progress.Work;
import org.greedyinfomax.ingest.shard.ContentSums;
import org.greedyinfomax.ingest.shard.IngestOptions;
import org.greedyinfomax.ingest.shard.RowMemory;
import org.greedyinfomax.ingest.shard.ShardResult;
import org.greedyinfomax.ingest.shard.ShardResults;
import org.greedyinfomax.ingest.shard.ShardTask;
import org.greedyinfomax.ingest.source.RowSource;
import org.greedyinfomax.ingest.survey.RemarkedFile;
import org.greedyinfomax.ingest.survey.Survey;

/** The shards of one ingest, written but not yet a corpus; or only what they would be. */
public final class IngestedShards {

  private final IngestOptions options;
  private final RowSource source;
  private final List<ShardResult> results;
  private final List<RejectedFile> rejected = new ArrayList<>();
  private final List<LeftOutFile> leftOut = new ArrayList<>();

  private IngestedShards(IngestOptions options, RowSource source, List<ShardResult> results) {
    this.options = options;
    this.source = source;
    this.results = results;
    rejected.addAll(source.rejected());
    leftOut.addAll(source.leftOut());
    for (ShardResult result : results) {
      rejected.addAll(result.rejected());
      leftOut.addAll(result.leftOut());
    }
    rejected.sort(Comparator.comparing(RejectedFile::path));
    leftOut.sort(Comparator.comparing(LeftOutFile::path));
  }

  /**
   * Writes the shards, one task each. It ends as soon as too many files are known that cannot be
   * used.
   *
   * @throws TooManyRejectedException if too many files cannot be used, or none can
   */
  public static IngestedShards write(
      SparkSession spark, IngestOptions options, RowSource source, IngestProgress progress)
      throws Exception {
    BadFileLimit limit =
        new BadFileLimit(options.settings().maxBadFraction(), source.considered(), source.unit());
    limit.requireSoFar(source.rejected());
    IngestedShards written = run(spark, options, source, progress, limit, true);
    written.requireUsable();
    return written;
  }

  /** Reads and converts all that {@link #write} would, and writes nothing. */
  public static IngestedShards look(
      SparkSession spark, IngestOptions options, RowSource source, IngestProgress progress)
      throws Exception {
    BadFileLimit none = new BadFileLimit(1, source.considered(), source.unit());
    return run(spark, options, source, progress, none, false);
  }

  private static IngestedShards run(
      SparkSession spark,
      IngestOptions options,
      RowSource source,
      IngestProgress progress,
      BadFileLimit limit,
      boolean writes)
      throws Exception {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    IngestCounters counters = IngestCounters.of(context.sc());
    ShardTask task =
        new ShardTask(
            context.hadoopConfiguration(),
            options,
            source.labelColumns(),
            counters,
            writes,
            limit.most(),
            RowMemory.of(context));
    int before = source.rejected().size();
    Work work = new Work(source.considered() - before, source.unit(), source.bytes(), before);
    TreeMap<Integer, ShardResult> results = new TreeMap<>();
    List<RejectedFile> rejected = new ArrayList<>(source.rejected());
    ShardResults taking =
        (place, result) -> {
          results.put(place, result);
          rejected.addAll(result.rejected());
          limit.requireSoFar(rejected);
        };
    try {
      progress.during(
          context.sc(),
          counters,
          work,
          () ->
              TaskGroup.run(
                  context,
                  Text.format("ingest %,d %s", source.considered(), source.unit()),
                  () -> {
                    source.write(context, task, taking);
                    return true;
                  }));
    } catch (SparkDriverExecutionException ended) {
      throw ended.getCause() instanceof TooManyRejectedException tooMany ? tooMany : ended;
    }
    return new IngestedShards(options, source, List.copyOf(results.values()));
  }

  /**
   * Checks that no more files are rejected than may be, and that some are left.
   *
   * @throws TooManyRejectedException if it is not so
   */
  public void requireUsable() {
    // Files that turned out to be something else do not count.
    int others = results.stream().mapToInt(result -> result.leftOut().size()).sum();
    int files = source.considered() - others;
    if (files == 0) {
      LeftOutCounts there = LeftOutCounts.of(leftOut);
      throw new TooManyRejectedException(
          Text.format(
              "none of the %d %s can be used; what is there: %s%s",
              source.considered(),
              source.unit(),
              there,
              there.advice().map(advice -> "; " + advice).orElse("")),
          rejected);
    }
    new BadFileLimit(options.settings().maxBadFraction(), files, source.unit()).require(rejected);
  }

  /** Returns the files that could not be used, sorted by path. */
  public List<RejectedFile> rejected() {
    return List.copyOf(rejected);
  }

  /** Returns the files that are not meant for the corpus, sorted by path. */
  public List<LeftOutFile> leftOut() {
    return List.copyOf(leftOut);
  }

  /** Returns what was unusual about files that were read all the same, sorted by path. */
  public List<RemarkedFile> remarked() {
    return results.stream()
        .flatMap(result -> result.remarked().stream())
        .sorted(RemarkedFile.ORDER)
        .toList();
  }

  /** Returns what was read, as it was before it was converted. */
  public Survey survey() {
    return results.stream().map(ShardResult::survey).reduce(Survey.NONE, Survey::plus);
  }

  /** Returns how many rows there are. */
  public long rows() {
    return results.stream().mapToLong(ShardResult::rows).sum();
  }

  /** Returns how many bytes their contents have. */
  public long bytes() {
    return results.stream().mapToLong(ShardResult::bytes).sum();
  }

  /** Returns how many shards have rows. */
  public long shards() {
    return results.stream().filter(result -> result.rows() > 0).count();
  }

  /** Returns how many files no split list names. */
  public int inNoSplit() {
    return source.inNoSplit();
  }

  /** Returns the columns of the labels, sorted. */
  public List<String> labelColumns() {
    return source.labelColumns();
  }

  /** Returns sums over the contents. */
  ContentSums sums() {
    return results.stream()
        .map(ShardResult::sums)
        .reduce(ContentSums.none(options.settings().kind()), ContentSums::plus);
  }

  /**
   * Returns the manifest that makes the shards a corpus.
   *
   * @throws IllegalArgumentException if rates of recordings differ though they should be kept
   */
  public CorpusManifest manifest() {
    ContentSums sums = sums();
    List<Shard> shards = results.stream().flatMap(result -> result.shards().stream()).toList();
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
        LeftOutCounts.of(leftOut).byKind(),
        source.inNoSplit());
  }
}
