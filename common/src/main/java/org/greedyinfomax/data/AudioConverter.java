package org.greedyinfomax.data;

import java.util.HashMap;
import java.util.Map;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * From the bytes of a file to 16-bit mono samples at the wanted rate.
 *
 * <p>A 16-bit mono file that already has the rate passes bit for bit. Samples beyond full scale,
 * which floating-point files may have, are clipped. Filters are kept from file to file, so use one
 * converter for many files, from one thread.
 */
public final class AudioConverter implements ContentConverter {

  /** The rate that means: leave each file as it is. */
  public static final int KEEP_RATE = 0;

  /** So that a recording fits one array on its whole way; 4.6 hours at 16 kHz. */
  private static final long MOST_SAMPLES = 1L << 28;

  private final int sampleRate;
  private final int minSamples;
  private final Map<Integer, Resampler> resamplers = new HashMap<>();

  /**
   * Makes a converter.
   *
   * @param sampleRate the wanted rate in Hz, or {@link #KEEP_RATE}
   * @param minSamples how many samples, at the wanted rate, a file must at least give; at least 1
   */
  public AudioConverter(int sampleRate, int minSamples) {
    Check.argument(
        sampleRate >= 0, "the sample rate must be 0 (keep) or more, but is %d", sampleRate);
    Check.argument(
        minSamples >= 1, "the least number of samples must be at least 1, but is %d", minSamples);
    this.sampleRate = sampleRate;
    this.minSamples = minSamples;
  }

  /**
   * Converts one file.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, resampled, or is too short or too long
   */
  @Override
  public Clip convert(byte[] content, String name) throws BadFileException {
    return convert(AudioDecoder.decode(content, name), name);
  }

  /**
   * Converts a recording that is decoded already.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be resampled, or is too short or too long
   */
  public Clip convert(Recording recording, String name) throws BadFileException {
    int rate = sampleRate == KEEP_RATE ? recording.sampleRate() : sampleRate;
    long expected = (long) recording.mono().length * rate / recording.sampleRate();
    if (expected > MOST_SAMPLES) {
      throw new BadFileException(
          name,
          Text.format(
              "is too long: it has about %d samples at %d Hz, but at most %d are possible; split it",
              expected, rate, MOST_SAMPLES));
    }
    short[] samples =
        toShorts(resampler(recording.sampleRate(), rate, name).resample(recording.mono()));
    if (samples.length < minSamples) {
      throw new BadFileException(
          name,
          Text.format(
              "is too short: it has %d samples at %d Hz, but at least %d are needed",
              samples.length, rate, minSamples));
    }
    return new Clip(rate, samples);
  }

  private Resampler resampler(int from, int to, String name) throws BadFileException {
    Resampler known = resamplers.get(from);
    if (known != null) {
      return known;
    }
    try {
      Resampler made = from == to ? new Resampler(1, 1) : new Resampler(from, to);
      resamplers.put(from, made);
      return made;
    } catch (IllegalArgumentException impossible) {
      throw new BadFileException(name, "has a rate that does not fit: " + impossible.getMessage());
    }
  }

  private static short[] toShorts(float[] samples) {
    short[] shorts = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      long rounded = Math.round(samples[i] * 32768.0);
      shorts[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, rounded));
    }
    return shorts;
  }
}
