package org.greedyinfomax.corpus;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.greedyinfomax.Text;

/**
 * Reads a shard that was just written, for the checksums of its pieces, and compares it as a whole
 * with what was written. Only Parquet's footer tells where columns lie.
 */
record WrittenShard(FileSystem files, Path file, List<BlockMetaData> blocks) {

  /** Of the columns of a shard, the contents are the second. */
  private static final int CONTENT = 1;

  private static final int BUFFER = 64 << 10;

  /**
   * The shard's entry for the manifest.
   *
   * @param bytes that were written
   * @param sha256 of these
   * @throws IOException if what is read is something else
   */
  Shard entry(long rows, long bytes, String sha256) throws IOException {
    List<StoredRowGroup> groups = new ArrayList<>();
    DigestingOutputStream whole = new DigestingOutputStream(OutputStream.nullOutputStream());
    try (InputStream in = files.open(file)) {
      for (BlockMetaData block : blocks) {
        ColumnChunkMetaData content = block.getColumns().get(CONTENT);
        ColumnChunkMetaData last = block.getColumns().get(block.getColumns().size() - 1);
        List<Long> ends = List.of(content.getStartingPos(), end(content), end(last));
        List<Long> lengths = new ArrayList<>();
        List<Long> checksums = new ArrayList<>();
        for (long end : ends) {
          lengths.add(end - whole.getPos());
          checksums.add(checksum(in, end, whole));
        }
        groups.add(new StoredRowGroup(Math.toIntExact(block.getRowCount()), lengths, checksums));
      }
      long footer = checksum(in, bytes, whole);
      if (!whole.sha256().equals(sha256)) {
        throw new IOException(
            Text.format(
                "%s is not read as it was written: its disk, or the memory of this machine, is"
                    + " faulty",
                file));
      }
      return new Shard(file.getName(), rows, bytes, sha256, groups, footer);
    }
  }

  /** Reads on to an end, and returns the checksum of what is read. */
  private static long checksum(InputStream in, long end, DigestingOutputStream whole)
      throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    while (whole.getPos() < end) {
      int count = in.read(buffer, 0, (int) Math.min(BUFFER, end - whole.getPos()));
      if (count < 0) {
        throw new EOFException(Text.format("it ends after %d bytes", whole.getPos()));
      }
      checksum.update(buffer, 0, count);
      whole.write(buffer, 0, count);
    }
    return checksum.getValue();
  }

  private static long end(ColumnChunkMetaData column) {
    return column.getStartingPos() + column.getTotalSize();
  }
}
