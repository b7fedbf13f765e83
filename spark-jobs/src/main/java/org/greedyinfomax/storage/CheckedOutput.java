package org.greedyinfomax.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.parquet.io.PositionOutputStream;

/** Computes the checksums of a file's pieces, all of one length but the last, on its way out. */
public final class CheckedOutput extends PositionOutputStream {

  private final OutputStream out;
  private final int length;
  private final List<Long> checksums = new ArrayList<>();
  private final CRC32C checksum = new CRC32C(); // of the piece that is not complete
  private long position;

  /**
   * Takes a stream, which is closed with this one.
   *
   * @param length bytes of a piece, at least 1
   */
  public CheckedOutput(OutputStream out, int length) {
    this.out = out;
    this.length = length;
  }

  /** CRC-32C of each piece of what was written. */
  public List<Long> crc32c() {
    List<Long> all = new ArrayList<>(checksums);
    if (position % length > 0) {
      all.add(checksum.getValue());
    }
    return all;
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    out.write(bytes, offset, count);
    int done = 0;
    while (done < count) {
      int room = (int) Math.min(count - done, length - position % length);
      checksum.update(bytes, offset + done, room);
      done += room;
      position += room;
      if (position % length == 0) {
        checksums.add(checksum.getValue());
        checksum.reset();
      }
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
