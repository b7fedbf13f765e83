package org.greedyinfomax.data.synthesis;

import java.io.Serializable;
import org.greedyinfomax.Check;

/**
 * What to synthesize.
 *
 * @param seed of voices and utterances; equal seeds give equal corpora
 * @param sampleRate in Hz, 8000 to 48000 and a multiple of 200, so that windows of 25 ms and hops
 *     of 10 ms are whole samples
 * @param voices how many speakers, 1 to 1000; a voice is the same however many others there are
 * @param utterances how many, at least 1
 * @param sameMicrophone whether a voice has the same microphone in all its utterances; otherwise
 *     each utterance has its own
 */
public record SynthesisConfig(
    long seed, int sampleRate, int voices, int utterances, boolean sameMicrophone)
    implements Serializable {

  /** Mean length of an utterance in seconds, over all voices and words. */
  static final double MEAN_SECONDS = 0.74;

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SynthesisConfig {
    Check.argument(
        sampleRate >= 8000 && sampleRate <= 48000 && sampleRate % 200 == 0,
        "sample rate must be 8000 to 48000 Hz and a multiple of 200, but is %d",
        sampleRate);
    Check.argument(
        voices >= 1 && voices <= 1000, "voices must be 1 to 1000, but there are %d", voices);
    Check.argument(utterances >= 1, "utterances must be at least 1, but there are %d", utterances);
  }

  /**
   * As many utterances as make {@code hours} of audio, within some percent.
   *
   * @param hours more than 0
   * @param sameMicrophone whether a voice has the same microphone in all its utterances
   * @throws IllegalArgumentException if a value is out of its range
   */
  public static SynthesisConfig ofHours(
      long seed, int sampleRate, int voices, double hours, boolean sameMicrophone) {
    double utterances = StrictMath.ceil(hours * 3600 / MEAN_SECONDS);
    Check.argument(
        hours > 0 && utterances <= Integer.MAX_VALUE,
        "hours must be more than 0 and at most %d, but is %s",
        (long) (Integer.MAX_VALUE * MEAN_SECONDS / 3600),
        hours);
    return new SynthesisConfig(seed, sampleRate, voices, (int) utterances, sameMicrophone);
  }
}
