package org.greedyinfomax.ingest;

import org.greedyinfomax.Check;
import org.greedyinfomax.data.AudioConverter;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.ContentConverter;
import org.greedyinfomax.data.Recording;

/**
 * Recordings as their samples, in time order, full scale being 1; what lies beyond it is clipped.
 *
 * @param sampleRate in Hz, at least 1
 */
public record SampleCells(int sampleRate) implements Numbers {

  public SampleCells {
    Check.argument(sampleRate >= 1, "sampleRate must be at least 1, but is %d", sampleRate);
  }

  @Override
  public Content content(byte[] packed, String name, ContentConverter converter)
      throws BadFileException {
    float[] samples = Numbers.unpack(packed, name);
    return ((AudioConverter) converter).convert(new Recording(sampleRate, 1, samples), name);
  }
}
