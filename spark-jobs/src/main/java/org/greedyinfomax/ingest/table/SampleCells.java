package org.greedyinfomax.ingest.table;

import java.io.IOException;
import org.greedyinfomax.Check;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.RecordingStream;
import org.greedyinfomax.data.conversion.AudioConverter;
import org.greedyinfomax.data.conversion.ContentConverter;

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
    AudioStream.Opener recording = () -> audio(packed, name);
    try {
      return ((AudioConverter) converter).convert(recording, name);
    } catch (IOException impossible) {
      throw new AssertionError("numbers in memory can be read", impossible);
    }
  }

  @Override
  public AudioStream audio(byte[] packed, String name) throws BadFileException {
    return new RecordingStream(sampleRate, Numbers.unpack(packed, name));
  }
}
