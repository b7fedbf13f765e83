package org.greedyinfomax.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.config.IngestSettings;
import org.greedyinfomax.config.PictureSettings;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.corpus.ShardWriter;
import org.greedyinfomax.data.AudioConverter;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.ContentConverter;
import org.greedyinfomax.data.PictureConverter;

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

  /** Converts and writes the files of the plan; leaves no file behind if it fails. */
  ShardResult write(ShardPlan plan) throws IOException {
    ContentConverter converter = converter();
    ContentSums sums = ContentSums.none(settings.kind());
    List<RejectedFile> rejected = new ArrayList<>();
    List<Shard> shards = List.of();
    try (ShardWriter writer =
        new ShardWriter(hadoop.value(), output, plan.index(), settings.kind(), labelColumns)) {
      for (LabelledFile file : plan.files()) {
        stopIfKilled();
        String path = file.file().relativePath();
        try {
          Content content = converter.convert(read(file.file()), path);
          writer.write(file.key(), content, file.labels());
          sums = sums.plus(ContentSums.of(content, path));
        } catch (BadFileException bad) {
          rejected.add(new RejectedFile(path, bad.reason()));
        }
      }
      if (rejected.size() < plan.files().size()) {
        shards = List.of(writer.finish());
      }
    }
    return new ShardResult(shards, sums, rejected);
  }

  private ContentConverter converter() {
    PictureSettings pictures = settings.pictures();
    return switch (settings.kind()) {
      case AUDIO -> new AudioConverter(sampleRate, settings.minSamples());
      case IMAGES ->
          new PictureConverter(
              pictures.channels(), pictures.minSize(), pictures.size(), pictures.maxPixels());
    };
  }

  private byte[] read(SourceFile file) throws IOException, BadFileException {
    if (file.bytes() > Integer.MAX_VALUE - 8) {
      throw new BadFileException(
          file.relativePath(),
          "is too large: it has %d bytes, but a file may have at most 2 GiB; split it"
              .formatted(file.bytes()));
    }
    Path path = new Path(file.path());
    try (InputStream in = path.getFileSystem(hadoop.value()).open(path)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new IOException(
          "cannot read %s: %s".formatted(file.path(), unreadable.getMessage()), unreadable);
    }
  }

  private static void stopIfKilled() {
    TaskContext context = TaskContext.get();
    if (context != null && context.isInterrupted()) {
      throw new TaskKilledException("ingest was stopped");
    }
  }
}
