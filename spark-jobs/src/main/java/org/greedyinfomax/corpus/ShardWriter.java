package org.greedyinfomax.corpus;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.schema.MessageType;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.storage.Disk;
import org.greedyinfomax.storage.PlainPages;

/**
 * Writes one shard, under a name that no other attempt has. When it is finished it has reached the
 * disk.
 *
 * <p>Close it in any case: unless {@link #finish} was reached, closing deletes the file. Contents
 * are stored plainly: general compression gains little on them and would slow every epoch down.
 * What is in memory is one row group, whatever the length of the shard.
 */
public final class ShardWriter implements Closeable {

  private final FileSystem files;
  private final Path file;
  private final ContentColumns columns;
  private final MessageType schema;
  private final DigestingOutputStream out;
  private final PendingRowGroup pending;
  private final PlainPages pages;
  private long rows;
  private boolean finished;

  /**
   * Creates the file.
   *
   * @param directory of the corpus
   * @param index of the shard, the first part of its name
   * @param kind of all that will be written
   * @param labelColumns sorted
   */
  public ShardWriter(
      Configuration hadoop,
      String directory,
      int index,
      ContentKind kind,
      List<String> labelColumns)
      throws IOException {
    this.file = new Path(directory, Text.format("shard-%05d-%s.parquet", index, UUID.randomUUID()));
    this.files = file.getFileSystem(hadoop);
    this.columns = ContentColumns.of(kind);
    this.schema = ShardSchema.of(columns, labelColumns);
    this.out = new DigestingOutputStream(Disk.create(files, file));
    String contents = columns.names().get(0);
    this.pending = new PendingRowGroup(schema, contents);
    this.pages = new PlainPages(out, schema, contents);
  }

  /**
   * Appends a recording or a picture.
   *
   * @param labels by column; a column may be missing
   */
  public void write(String key, Content content, Map<String, String> labels) throws IOException {
    Group row = new SimpleGroup(schema);
    row.add(ShardSchema.KEY, key);
    columns.put(content, row);
    labels.forEach(row::add);
    pending.add(row);
    rows++;
    if (pending.isFull()) {
      pending.writeTo(pages);
    }
  }

  /**
   * Completes the file and returns its entry for the manifest, for which the file is read again.
   *
   * @throws IOException if it cannot be written, or is not read as it was written
   */
  public Shard finish() throws IOException {
    if (!pending.isEmpty()) {
      pending.writeTo(pages);
    }
    List<BlockMetaData> rowGroups = pages.finish();
    Shard shard = new WrittenShard(files, file, rowGroups).entry(rows, out.getPos(), out.sha256());
    finished = true;
    return shard;
  }

  @Override
  public void close() throws IOException {
    if (!finished) {
      out.close();
      files.delete(file, false);
    }
  }
}
