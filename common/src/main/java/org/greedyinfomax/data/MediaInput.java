package org.greedyinfomax.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.media.Id3v2;
import org.greedyinfomax.data.media.MediaType;

/**
 * The bytes of a file, or of a member of an archive, from any place on: what a decoder reads of, so
 * that it need not hold the whole of it. For one thread.
 */
public interface MediaInput extends Closeable {

  /** Returns how many bytes there are; a file that has shrunk since then may end earlier. */
  long length();

  /**
   * Reads bytes.
   *
   * @param position of the first one, counted from 0
   * @param buffer takes them
   * @param offset in the buffer of the first one
   * @param count how many at most, at least 1
   * @return how many were read, at least 1; -1 if there is none at the position
   * @throws BadFileException if the file cannot be read
   * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
   */
  int read(long position, byte[] buffer, int offset, int count)
      throws IOException, BadFileException;

  /** Reads up to so many bytes from a place on; fewer only if the file ends. */
  default byte[] readAt(long position, int count) throws IOException, BadFileException {
    byte[] bytes = new byte[(int) Math.max(0, Math.min(count, length() - position))];
    int filled = 0;
    while (filled < bytes.length) {
      int more = read(position + filled, bytes, filled, bytes.length - filled);
      if (more < 0) {
        return Arrays.copyOf(bytes, filled);
      }
      filled += more;
    }
    return bytes;
  }

  /**
   * Reads all bytes.
   *
   * @param name what to call the file in errors
   * @throws BadFileException if it cannot be read, or has more bytes than an array
   */
  default byte[] readAll(String name) throws IOException, BadFileException {
    if (length() > Integer.MAX_VALUE - 8) {
      throw new BadFileException(
          name,
          Text.format(
              "is too large: it has %d bytes, but a file may have at most 2 GiB; split it",
              length()));
    }
    return readAt(0, (int) length());
  }

  /** Returns how many bytes the ID3 tags take with which the file begins. */
  default long tagBytes() throws IOException, BadFileException {
    long end = 0;
    while (true) {
      long more = Id3v2.bytes(readAt(end, MediaType.HEAD_BYTES));
      if (more == 0) {
        return Math.min(end, length());
      }
      end += more;
    }
  }

  /** Tells what the file holds by its first bytes, or those that follow its ID3 tags. */
  default Optional<MediaType> type() throws IOException, BadFileException {
    long tags = tagBytes();
    Optional<MediaType> type = MediaType.of(readAt(tags, MediaType.HEAD_BYTES));
    return type.isEmpty() && tags > 0 ? Optional.of(MediaType.MP3) : type;
  }
}
