package org.greedyinfomax.data.conversion;

import java.io.IOException;
import java.util.OptionalInt;
import org.greedyinfomax.data.Clip;

/** Takes a recording clip by clip, in the order of time. */
public interface ClipSink {

  /**
   * Is told of a recording's longest clip before it takes any memory. Of a recording of unknown
   * length, it is told again and again how long the clip has become.
   *
   * @param samples of it, at most
   * @param sampleRate of it, in Hz
   * @throws RuntimeException if there is no room for that
   */
  default void expect(long samples, int sampleRate) {}

  /**
   * Takes the next clip.
   *
   * @param second of the recording at which it begins; empty if it is all of it
   * @throws IOException if it cannot be written
   */
  void accept(Clip clip, OptionalInt second) throws IOException;
}
