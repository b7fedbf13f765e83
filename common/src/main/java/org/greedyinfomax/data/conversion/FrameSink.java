package org.greedyinfomax.data.conversion;

import java.io.IOException;
import org.greedyinfomax.data.Picture;

/** Takes the pictures of a video, in the order of time. */
public interface FrameSink {

  /**
   * Takes the next picture.
   *
   * @param number of it in the video, from 0
   * @throws IOException if it cannot be written
   */
  void accept(Picture picture, int number) throws IOException;
}
