package org.greedyinfomax.ingest.shard;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.corpus.ShardWriter;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.ingest.listing.ContentCheck;
import org.greedyinfomax.ingest.listing.LeftOutException;
import org.greedyinfomax.ingest.listing.LeftOutFile;
import org.greedyinfomax.ingest.listing.RejectedFile;
import org.greedyinfomax.ingest.progress.IngestCounters;
import org.greedyinfomax.ingest.survey.RemarkedFile;
import org.greedyinfomax.ingest.survey.Survey;

/** Converts the rows of one shard and, unless it only looks at them, writes it; on executors. */
public final class ShardTask implements Serializable {

  private static final long serialVersionUID = 1;

  private final SerializableConfiguration hadoop;
  private final String output;
  private final List<String> labelColumns;
  private final int sampleRate;
  private final IngestSettings settings;
  private final IngestCounters counters;
  private final boolean writes;
  private final int mostRejected;
  private final RowMemory memory;

  /**
   * Makes the task of an ingest.
   *
   * @param writes whether shards are written
   * @param mostRejected with more rejected files than that a shard is given up
   * @param memory for rows
   */
  public ShardTask(
      Configuration hadoop,
      IngestOptions options,
      List<String> labelColumns,
      IngestCounters counters,
      boolean writes,
      int mostRejected,
      RowMemory memory) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.output = options.output();
    this.labelColumns = List.copyOf(labelColumns);
    this.sampleRate = options.sampleRate();
    this.settings = options.settings();
    this.counters = counters;
    this.writes = writes;
    this.mostRejected = mostRejected;
    this.memory = memory;
  }

  /** Returns how to reach files. */
  public Configuration hadoop() {
    return hadoop.value();
  }

  /** Returns which files the corpus takes. */
  public ContentCheck check() {
    return ContentCheck.of(settings);
  }

  /**
   * Converts and writes rows; leaves no file behind if it fails.
   *
   * @param index of the shard
   */
  public ShardResult write(int index, Iterator<SourceRow> rows) throws IOException {
    ContentConverter converter = Conversion.of(sampleRate, settings);
    ContentSums sums = ContentSums.none(settings.kind());
    Survey.Builder survey = new Survey.Builder();
    List<RejectedFile> rejected = new ArrayList<>();
    List<LeftOutFile> leftOut = new ArrayList<>();
    List<RemarkedFile> remarked = new ArrayList<>();
    List<Shard> shards = List.of();
    long converted = 0;
    long bytes = 0;
    try (RowSink sink = open(index)) {
      while (rows.hasNext() && rejected.size() <= mostRejected) {
        stopIfKilled();
        SourceRow row = rows.next();
        RowPieces pieces = new RowPieces(row, sink, memory, ContentSums.none(settings.kind()));
        try {
          ReadContent read = row.read(converter, pieces);
          survey.add(read.format(), read.amount(), read.remarks());
          read.remarks().forEach(remark -> remarked.add(new RemarkedFile(row.name(), remark)));
          sums = sums.plus(pieces.sums());
          converted += pieces.rows();
          bytes += pieces.bytes();
          counters.heard(pieces.millis());
        } catch (BadFileException bad) {
          rejected.add(new RejectedFile(row.name(), bad.reason()));
          counters.rejected();
        } catch (LeftOutException other) {
          leftOut.add(other.file());
        }
        counters.looked(row.bytes());
      }
      if (converted > 0) {
        shards = sink.finish();
      }
    }
    return new ShardResult(
        shards, converted, bytes, sums, survey.build(), rejected, leftOut, remarked);
  }

  private RowSink open(int index) throws IOException {
    return writes
        ? RowSink.of(new ShardWriter(hadoop.value(), output, index, settings.kind(), labelColumns))
        : RowSink.none();
  }

  /** Ends a task that Spark has been told to stop. */
  static void stopIfKilled() {
    TaskContext context = TaskContext.get();
    if (context != null && context.isInterrupted()) {
      throw new TaskKilledException("ingest was stopped");
    }
  }
}
