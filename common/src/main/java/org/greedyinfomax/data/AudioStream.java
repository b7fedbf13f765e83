package org.greedyinfomax.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A recording that is decoded block by block, so that its length takes no memory: the seam between
 * decoders and what is made of their samples.
 *
 * <p>Rate, channels and, as a rule, the length are known before the first sample is decoded: limits
 * are checked by them. A decoder must give the same samples each time that it is opened on the same
 * bytes, for some recordings are read twice. It does not close the {@link MediaInput} that it
 * reads. For one thread.
 */
public interface AudioStream extends Closeable {

  /** Opens a recording from its begin; may be asked more than once. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens the recording.
     *
     * @throws BadFileException if its header cannot be used
     * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
     */
    AudioStream open() throws IOException, BadFileException;
  }

  /** Returns the samples a second of each channel, in Hz, at least 1. */
  int sampleRate();

  /** Returns the number of channels, at least 1. */
  int channels();

  /**
   * Returns how many frames there are at most: as many as the header or the size of the file tell.
   * Empty if neither tells.
   */
  OptionalLong frames();

  /**
   * Decodes the next frames.
   *
   * @param samples takes them as fractions of full scale, {@code [frames, channels]}: whole numbers
   *     of {@code b} bits divided by {@code 2^(b−1)}, not clipped; has room for one frame at least
   * @return the number of frames, at least 1, or 0 at the end of the recording
   * @throws BadFileException if what comes next is damaged or missing
   * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
   */
  int read(double[] samples) throws IOException, BadFileException;

  /** Returns what was unusual so far; all of it when the end is reached. */
  Set<Remark> remarks();
}
