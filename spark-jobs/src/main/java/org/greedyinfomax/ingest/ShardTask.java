package org.greedyinfomax.ingest;

import org.greedyinfomax.ingest.listing.RejectedFile;
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
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.ContentConverter;

/** Writes one shard; runs on executors. */
final class ShardTask implements Serializable {

  private static final long serialVersionUID = 1;

  private final SerializableConfiguration hadoop;
  private final String output;
  private final List<String> labelColumns;
  private final int sampleRate;
  private final IngestSettings settings;

  ShardTask(Configuration hadoop, IngestOptions options, List<String> labelColumns) {
    this.hadoop = new SerializableConfiguration(hadoop);
    this.output = options.output();
    this.labelColumns = List.copyOf(labelColumns);
    this.sampleRate = options.sampleRate();
    this.settings = options.settings();
  }

  /** Returns how to reach files. */
  Configuration hadoop() {
    return hadoop.value();
  }

  /**
   * Converts and writes rows; leaves no file behind if it fails.
   *
   * @param index of the shard
   */
  ShardResult write(int index, Iterator<SourceRow> rows) throws IOException {
    ContentConverter converter = Conversion.of(sampleRate, settings);
    ContentSums sums = ContentSums.none(settings.kind());
    List<RejectedFile> rejected = new ArrayList<>();
    List<Shard> shards = List.of();
    try (ShardWriter writer =
        new ShardWriter(hadoop.value(), output, index, settings.kind(), labelColumns)) {
      boolean isEmpty = true;
      while (rows.hasNext()) {
        stopIfKilled();
        SourceRow row = rows.next();
        try {
          Content content = row.read(converter);
          writer.write(row.key(), content, row.labels());
          sums = sums.plus(ContentSums.of(content, row.name()));
          isEmpty = false;
        } catch (BadFileException bad) {
          rejected.add(new RejectedFile(row.name(), bad.reason()));
        }
      }
      if (!isEmpty) {
        shards = List.of(writer.finish());
      }
    }
    return new ShardResult(shards, sums, rejected);
  }

  private static void stopIfKilled() {
    TaskContext context = TaskContext.get();
    if (context != null && context.isInterrupted()) {
      throw new TaskKilledException("ingest was stopped");
    }
  }
}
