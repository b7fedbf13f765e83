package org.greedyinfomax.encoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.conversion.ContentConverter;
import org.greedyinfomax.ingest.listing.SourceFile;
import org.greedyinfomax.ingest.shard.Conversion;
import org.greedyinfomax.modality.NetworkInput;
import org.greedyinfomax.storage.Packed;

/** Reads, converts and encodes files, as a Spark task. */
final class EncodeFilesTask implements FlatMapFunction<Iterator<Row>, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<Packed<FrozenStack>> stack;
  private final SerializableConfiguration hadoop;
  private final CollectionAccumulator<String[]> unusable;
  private final int[] modules;
  private final Pooling pooling;
  private final int batchSize;

  EncodeFilesTask(
      Broadcast<Packed<FrozenStack>> stack,
      SerializableConfiguration hadoop,
      CollectionAccumulator<String[]> unusable,
      List<Integer> modules,
      Pooling pooling,
      int batchSize) {
    this.stack = stack;
    this.hadoop = hadoop;
    this.unusable = unusable;
    this.modules = modules.stream().mapToInt(Integer::intValue).toArray();
    this.pooling = pooling;
    this.batchSize = batchSize;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> files) throws IOException {
    if (!files.hasNext()) {
      return Collections.emptyIterator(); // a stack would be built for nothing
    }
    FrozenStack frozen = stack.value().value();
    StackEncoder encoder = frozen.open(modules, TaskContext.get().cpus());
    ContentConverter converter = Conversion.of(frozen.recipe());
    NetworkInput input = frozen.input();
    EncodedRows<Row> encoded =
        new EncodedRows<>(
            files, row -> content(row, converter, input), Invalid.SKIP, encoder, batchSize);
    return new TaskRows<>(encoded, this::row, encoder);
  }

  private Content content(Row row, ContentConverter converter, NetworkInput input)
      throws IOException, BadFileException {
    SourceFile file = file(row);
    try (MediaInput in = file.open(hadoop.value())) {
      Content content = converter.convert(in, file.relativePath());
      input.requireTakes(content, file.relativePath());
      return content;
    } catch (BadFileException bad) {
      unusable.add(new String[] {file.relativePath(), bad.reason()});
      throw bad;
    }
  }

  private static SourceFile file(Row row) {
    return new SourceFile(row.getString(0), row.getString(1), row.getLong(2));
  }

  private Row row(EncodedRow<Row> encoded) {
    List<Object> values = new ArrayList<>();
    values.add(encoded.item().getString(3));
    encoded.frames().forEach(frames -> values.add(frames.pooled(pooling)));
    return RowFactory.create(values.toArray());
  }
}
