package org.greedyinfomax.storage;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.greedyinfomax.Text;

/**
 * A file for Parquet to read, of which no byte gets out before the checksum of its piece is found
 * right. Parquet's own checksums are of pages alone, not of what says where they lie and what they
 * are.
 */
public final class CheckedInput implements InputFile {

  private final FileSystem files;
  private final Path path;
  private final Pieces pieces;
  private final long length;

  /**
   * Makes a handle; touches no file.
   *
   * @param pieces of the whole file
   */
  public CheckedInput(FileSystem files, Path path, Pieces pieces) {
    this.files = files;
    this.path = path;
    this.pieces = pieces;
    length = pieces.total();
  }

  /**
   * The file system of files that are checked here: Hadoop's own checksums of local files would be
   * computed and compared on top.
   */
  public static FileSystem fileSystem(Configuration hadoop, Path path) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
  }

  /**
   * Compares the file's length with that of all pieces.
   *
   * @throws DamagedFileException if it differs
   * @throws java.io.FileNotFoundException if there is no file
   */
  public void requireLength() throws IOException {
    long found = files.getFileStatus(path).getLen();
    if (found != length) {
      throw new DamagedFileException(Text.format("it has %d bytes instead of %d", found, length));
    }
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    return new Seekable(new PieceStream(files.open(path)));
  }

  /** Seeks in the stream below it. */
  private static final class Seekable extends DelegatingSeekableInputStream {

    private final PieceStream stream;

    Seekable(PieceStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public long getPos() {
      return stream.position;
    }

    @Override
    public void seek(long position) {
      stream.position = position;
    }
  }

  /** Holds one piece at a time, until it is read to its end. */
  private final class PieceStream extends InputStream {

    private final FSDataInputStream in;
    private long position;
    private byte[] piece = new byte[0];
    private long start; // of the piece

    PieceStream(FSDataInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      if (most == 0) {
        return 0;
      }
      if (position < 0 || position >= length) {
        return -1;
      }
      if (position < start || position >= start + piece.length) {
        load();
      }
      int at = (int) (position - start);
      int count = Math.min(most, piece.length - at);
      System.arraycopy(piece, at, into, offset, count);
      position += count;
      if (position == start + piece.length) {
        piece = new byte[0]; // which may be large
      }
      return count;
    }

    private void load() throws IOException {
      piece = new byte[0];
      int place = 0;
      start = 0;
      while (position >= start + pieces.bytes().get(place)) {
        start += pieces.bytes().get(place);
        place++;
      }
      byte[] content = new byte[Math.toIntExact(pieces.bytes().get(place))];
      in.readFully(start, content);
      if (Pieces.crc32c(content, content.length) != pieces.crc32c().get(place)) {
        throw new DamagedFileException(
            Text.format(
                "the checksum of bytes %d to %d differs", start, start + content.length - 1));
      }
      piece = content;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
