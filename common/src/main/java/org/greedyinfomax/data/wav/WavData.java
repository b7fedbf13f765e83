package org.greedyinfomax.data.wav;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.MediaInput;

/** The data of a WAV file, some whole frames or blocks at a time; no frame lies in two chunks. */
final class WavData {

  private static final int BUFFER = 64 << 10;

  private final MediaInput in;
  private final List<RiffChunks.Range> ranges;
  private final int unit;
  private final String name;
  private final byte[] buffer;
  private int range;
  private long taken;

  /**
   * Begins with the first chunk.
   *
   * @param unit bytes of a frame or block, at least 1
   */
  WavData(MediaInput in, List<RiffChunks.Range> ranges, int unit, String name) {
    this.in = in;
    this.ranges = ranges;
    this.unit = unit;
    this.name = name;
    this.buffer = new byte[Math.max(unit, BUFFER)];
  }

  /** Returns the next units, at least one; nothing at the end. It is valid until the next call. */
  ByteBuffer next(int most) throws IOException, BadFileException {
    while (range < ranges.size()) {
      long left = (ranges.get(range).bytes() - taken) / unit;
      if (left > 0) {
        return read((int) Math.min(Math.min(left, most), buffer.length / unit) * unit);
      }
      nextRange();
    }
    return ByteBuffer.allocate(0);
  }

  /** Returns the next unit, or what is left of a chunk in its place; nothing at the end. */
  ByteBuffer nextWithRest() throws IOException, BadFileException {
    while (range < ranges.size()) {
      long left = ranges.get(range).bytes() - taken;
      if (left > 0) {
        return read((int) Math.min(left, unit));
      }
      nextRange();
    }
    return ByteBuffer.allocate(0);
  }

  private void nextRange() {
    range++;
    taken = 0;
  }

  private ByteBuffer read(int count) throws IOException, BadFileException {
    long begin = ranges.get(range).begin() + taken;
    for (int filled = 0; filled < count; ) {
      int more = in.read(begin + filled, buffer, filled, count - filled);
      if (more < 0) {
        throw new BadFileException(name, "is truncated: it became shorter while it was read");
      }
      filled += more;
    }
    taken += count;
    return ByteBuffer.wrap(buffer, 0, count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
