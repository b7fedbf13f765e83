package org.greedyinfomax.corpus;

import org.greedyinfomax.Check;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.Text;

/**
 * The fields of a manifest that only a corpus of recordings has.
 *
 * @param sampleRate of every recording, in Hz
 * @param totalSamples of all recordings together
 */
public record AudioContents(int sampleRate, long totalSamples) implements CorpusContents {

  public AudioContents {
    Check.argument(sampleRate >= 1, "sampleRate must be at least 1 Hz, but is %d", sampleRate);
    Check.argument(totalSamples >= 1, "totalSamples must be at least 1, but is %d", totalSamples);
  }

  @Override
  public ContentKind kind() {
    return ContentKind.AUDIO;
  }

  @Override
  public int channels() {
    return 1;
  }

  @Override
  public String summary(long rows, long sources) {
    return Text.format(
        "%d recordings%s, %.2f hours at %d Hz",
        sources, rows == sources ? "" : Text.format(" in %d rows", rows), hours(), sampleRate);
  }

  /** Returns how long all recordings together are. */
  public double hours() {
    return totalSamples / 3600.0 / sampleRate;
  }
}
