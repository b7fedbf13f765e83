package org.greedyinfomax.data.resampling;

import java.io.IOException;
import org.greedyinfomax.data.BadFileException;

/**
 * A signal on its way through a {@link Resampler}: the same samples come out whatever the sizes of
 * the blocks in which it goes in.
 */
public interface ResamplerStream {

  /** Takes the next samples of the signal. */
  void accept(float[] samples, int count) throws IOException, BadFileException;

  /** Ends the signal: beyond it is silence. */
  void finish() throws IOException, BadFileException;
}
