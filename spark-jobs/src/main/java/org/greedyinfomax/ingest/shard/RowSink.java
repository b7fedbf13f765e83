package org.greedyinfomax.ingest.shard;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.greedyinfomax.corpus.Shard;
import org.greedyinfomax.corpus.ShardWriter;
import org.greedyinfomax.data.Content;

/** Where the rows of a shard go. */
interface RowSink extends Closeable {

  /** Takes a row. */
  void write(String key, Content content, Map<String, String> labels) throws IOException;

  /** Returns the shard, of one row at least; none if nothing is written. */
  List<Shard> finish() throws IOException;

  @Override
  void close() throws IOException;

  /** Writes a shard, of which nothing is left if it is closed unfinished. */
  static RowSink of(ShardWriter writer) {
    return new RowSink() {
      @Override
      public void write(String key, Content content, Map<String, String> labels)
          throws IOException {
        writer.write(key, content, labels);
      }

      @Override
      public List<Shard> finish() throws IOException {
        return List.of(writer.finish());
      }

      @Override
      public void close() throws IOException {
        writer.close();
      }
    };
  }

  /** Writes nothing. */
  static RowSink none() {
    return new RowSink() {
      @Override
      public void write(String key, Content content, Map<String, String> labels) {
        // only looked at
      }

      @Override
      public List<Shard> finish() {
        return List.of();
      }

      @Override
      public void close() {
        // nothing was opened
      }
    };
  }
}
