package org.greedyinfomax.data.conversion;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ProcessorBudget;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.wav.WavDecoder;

/**
 * A recording whose decoder cannot do more harm than to have its file rejected: it may neither give
 * more than it may be long, nor take more than its time, and whatever it throws at damaged content
 * says that it is damaged.
 */
final class BoundedStream implements AudioStream {

  /** Time of a processor that a decoder may take, and so much more for each second of sound. */
  private static final double BUDGET_SECONDS = 30;

  private static final double BUDGET_PER_SECOND = 0.1;

  /** Samples that are decoded at a time when nothing is made of them. */
  private static final int BLOCK = 1 << 14;

  private final AudioStream stream;
  private final String name;
  private final int maxSeconds;
  private final double budgetSeconds;
  private long frames;
  private long nanos;

  private BoundedStream(AudioStream stream, int maxSeconds, double budgetSeconds, String name) {
    this.stream = stream;
    this.maxSeconds = maxSeconds;
    this.budgetSeconds = budgetSeconds;
    this.name = name;
  }

  /**
   * Opens a recording.
   *
   * @param maxSeconds how long it may be; 0 for no limit
   * @throws BadFileException if it cannot be read, or is longer by what its header says
   */
  static BoundedStream open(Opener opener, int maxSeconds, String name)
      throws IOException, BadFileException {
    return open(opener, maxSeconds, BUDGET_SECONDS, name);
  }

  /** Opens a recording whose decoder may take so many seconds of a processor. */
  static BoundedStream open(Opener opener, int maxSeconds, double budgetSeconds, String name)
      throws IOException, BadFileException {
    AudioStream opened;
    try {
      opened = opener.open();
    } catch (RuntimeException damage) {
      throw DecodingFailures.damaged(damage, name);
    }
    BoundedStream bounded = new BoundedStream(opened, maxSeconds, budgetSeconds, name);
    try {
      bounded.requireAllowed();
      return bounded;
    } catch (BadFileException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private void requireAllowed() throws BadFileException {
    long most = frames().orElse(0);
    if (maxSeconds > 0 && most > (long) maxSeconds * sampleRate()) {
      throw new BadFileException(
          name,
          Text.format(
              "is too long: by its header it lasts %.1f s, but only %d s are allowed"
                  + " (ingest.maxSeconds)",
              (double) most / sampleRate(), maxSeconds));
    }
  }

  @Override
  public int sampleRate() {
    return stream.sampleRate();
  }

  @Override
  public int channels() {
    return stream.channels();
  }

  @Override
  public OptionalLong frames() {
    return stream.frames();
  }

  @Override
  public int read(double[] samples) throws IOException, BadFileException {
    long begin = ProcessorBudget.now();
    int count;
    try {
      count = stream.read(samples);
    } catch (RuntimeException damage) {
      throw DecodingFailures.damaged(damage, name);
    }
    nanos += ProcessorBudget.now() - begin;
    frames += count;
    if (maxSeconds > 0 && frames > (long) maxSeconds * sampleRate()) {
      throw DecodingFailures.tooLong(maxSeconds, name);
    }
    double seconds = (double) Math.max(frames, frames().orElse(0)) / sampleRate();
    if (nanos > 1e9 * (budgetSeconds + BUDGET_PER_SECOND * seconds)) {
      throw DecodingFailures.tooBusy(nanos, (double) frames / sampleRate(), "sound", name);
    }
    return count;
  }

  /**
   * Finds out whether all of it can be read.
   *
   * @return the number of frames
   */
  long verify() throws IOException, BadFileException {
    if (stream instanceof WavDecoder wav && wav.takesAnyBytes()) {
      return wav.readThrough();
    }
    double[] samples = new double[Math.max(BLOCK, channels())];
    long all = 0;
    for (int count = read(samples); count > 0; count = read(samples)) {
      all += count;
    }
    return all;
  }

  @Override
  public Set<Remark> remarks() {
    return stream.remarks();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
