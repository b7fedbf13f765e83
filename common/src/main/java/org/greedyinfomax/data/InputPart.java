package org.greedyinfomax.data;

import java.io.IOException;
import org.greedyinfomax.Check;

/**
 * A part of other bytes, as if it were a file. Closing it does not close these.
 *
 * @param whole all bytes
 * @param begin of the part
 * @param length of the part, in bytes
 */
public record InputPart(MediaInput whole, long begin, long length) implements MediaInput {

  public InputPart {
    Check.argument(
        begin >= 0 && length >= 0 && begin + length <= whole.length(),
        "a part of %d bytes must have its begin and length in them, but has %d and %d",
        whole.length(),
        begin,
        length);
  }

  @Override
  public int read(long position, byte[] buffer, int offset, int count)
      throws IOException, BadFileException {
    if (position >= length) {
      return -1;
    }
    return whole.read(begin + position, buffer, offset, (int) Math.min(count, length - position));
  }

  @Override
  public void close() {
    // whoever has opened the whole closes it
  }
}
