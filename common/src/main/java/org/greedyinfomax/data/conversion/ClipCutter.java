package org.greedyinfomax.data.conversion;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.SampleSink;

/**
 * Makes 16-bit clips of a signal: one, or several of the same length, of which the last one has
 * what is left. What a filter has put beyond full scale is clipped.
 */
final class ClipCutter implements SampleSink {

  /** So that a clip fits one array on its whole way; 4.6 hours at 16 kHz. */
  private static final int MOST_SAMPLES = 1 << 28;

  private static final int FIRST_ROOM = 1 << 14;

  private final int sampleRate;
  private final long total;
  private final long clipLength;
  private final int clips;
  private final String name;
  private final ClipSink sink;
  private short[] samples = new short[0];
  private int filled;
  private int clip;

  private ClipCutter(
      int sampleRate, long total, long clipLength, int clips, String name, ClipSink sink) {
    this.sampleRate = sampleRate;
    this.total = total;
    this.clipLength = clipLength;
    this.clips = clips;
    this.name = name;
    this.sink = sink;
  }

  /**
   * Makes one clip of all.
   *
   * @param total samples of the signal, at most
   * @throws BadFileException if they are more than a clip may have
   */
  static ClipCutter whole(int sampleRate, long total, String name, ClipSink sink)
      throws BadFileException {
    ClipCutter cutter = new ClipCutter(sampleRate, total, total, 1, name, sink);
    if (total < Long.MAX_VALUE) {
      cutter.requireRoom(total);
    }
    return cutter;
  }

  /**
   * Makes clips of a signal of known length. A rest that is too short for a clip belongs to the one
   * before.
   *
   * @param total samples of the signal
   * @param clipLength samples of each clip but the last: those of a whole number of seconds
   * @param least samples of a clip
   */
  static ClipCutter of(
      int sampleRate, long total, long clipLength, int least, String name, ClipSink sink)
      throws BadFileException {
    long whole = total / clipLength;
    long clips = Math.max(1, total % clipLength >= least ? whole + 1 : whole);
    ClipCutter cutter =
        new ClipCutter(sampleRate, total, clipLength, Math.toIntExact(clips), name, sink);
    cutter.requireRoom(Math.min(total, clipLength + least));
    return cutter;
  }

  /** Returns how many samples the longest clip has at most. */
  long longest() {
    return clips == 1 ? total : Math.max(clipLength, ofLast());
  }

  private long ofLast() {
    return total - (clips - 1) * clipLength;
  }

  /** Returns how many samples have come since the latest clip. */
  int filled() {
    return filled;
  }

  /** Whether any clip was handed on. */
  boolean hasHandedOn() {
    return clip > 0;
  }

  @Override
  public void accept(float[] more, int count) throws IOException, BadFileException {
    int taken = 0;
    while (taken < count) {
      boolean isLast = clip == clips - 1;
      int part = isLast ? count - taken : (int) Math.min(count - taken, clipLength - filled);
      reserve(part, isLast ? ofLast() : clipLength);
      for (int i = 0; i < part; i++) {
        samples[filled + i] = toShort(more[taken + i]);
      }
      filled += part;
      taken += part;
      if (!isLast && filled == clipLength) {
        hand(OptionalInt.of(second()));
      }
    }
  }

  /** Hands on the last clip. */
  void finish() throws IOException {
    hand(clips == 1 ? OptionalInt.empty() : OptionalInt.of(second()));
  }

  private int second() {
    return Math.toIntExact(clip * clipLength / sampleRate);
  }

  private void hand(OptionalInt second) throws IOException {
    short[] whole = filled == samples.length ? samples : Arrays.copyOf(samples, filled);
    samples = new short[0]; // the memory is the sink's now
    filled = 0;
    clip++;
    sink.accept(new Clip(sampleRate, whole), second);
  }

  private void reserve(int more, long most) throws BadFileException {
    long needed = (long) filled + more;
    if (needed > samples.length) {
      requireRoom(needed);
      if (total == Long.MAX_VALUE) { // else it was told before
        sink.expect(needed, sampleRate);
      }
      long doubled = Math.max(FIRST_ROOM, 2L * samples.length);
      long room = Math.min(Math.min(doubled, most), MOST_SAMPLES);
      samples = Arrays.copyOf(samples, (int) Math.max(needed, room));
    }
  }

  private void requireRoom(long length) throws BadFileException {
    if (length > MOST_SAMPLES) {
      throw new BadFileException(
          name,
          Text.format(
              "is too long: it has about %d samples at %d Hz, but a row has %d at most; set"
                  + " ingest.segmentSeconds, or split it",
              length, sampleRate, MOST_SAMPLES));
    }
  }

  private static short toShort(float sample) {
    int rounded = (int) Math.floor(sample * 32768.0 + 0.5); // exact: a float has 24 bits
    return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
  }
}
