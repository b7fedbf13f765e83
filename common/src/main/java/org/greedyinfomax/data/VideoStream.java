package org.greedyinfomax.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/**
 * A video that is decoded frame by frame, so that its length takes no memory: the seam between
 * decoders and what is made of their frames.
 *
 * <p>Frames come in the order in which they are shown. A decoder must give the same frames each
 * time that it is opened on the same bytes, for videos are read twice. It does not close the {@link
 * MediaInput} that it reads. For one thread.
 */
public interface VideoStream extends Closeable {

  /** Opens a video from its begin; may be asked more than once. */
  @FunctionalInterface
  interface Opener {

    /**
     * Opens the video.
     *
     * @throws BadFileException if its header cannot be used
     * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
     */
    VideoStream open() throws IOException, BadFileException;
  }

  /**
   * Goes to the next frame, before the first call to the first one.
   *
   * @return whether there is one
   * @throws BadFileException if what comes next is damaged or missing, or cannot be converted
   * @throws IOException if the thread is interrupted, or the source as a whole cannot be read
   */
  boolean next() throws IOException, BadFileException;

  /** Returns when the frame begins to be shown, in seconds from the first one's begin on. */
  double begin();

  /** Returns when the frame ceases to be shown, in seconds; at least {@link #begin}. */
  double end();

  /** Returns how many pixels the frame has. */
  long pixels();

  /**
   * Converts the frame to grey, or to red, green and blue.
   *
   * @throws BadFileException if it has transparent pixels where none may be
   */
  Picture picture() throws BadFileException;

  /** Returns what was unusual so far; all of it when the end is reached. */
  Set<Remark> remarks();
}
