package org.greedyinfomax.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.greedyinfomax.Channel;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;

/**
 * From the bytes of a file to 16-bit mono samples at the wanted rate.
 *
 * <p>A 16-bit mono file that already has the rate passes bit for bit. What a filter puts beyond
 * full scale is clipped. Filters are kept from file to file, so use one converter for many files,
 * from one thread.
 */
public final class AudioConverter implements ContentConverter {

  /** The rate that means: leave each file as it is. */
  public static final int KEEP_RATE = 0;

  /** So that a recording fits one array on its whole way; 4.6 hours at 16 kHz. */
  private static final long MOST_SAMPLES = 1L << 28;

  private static final int MOST_FILTERS = 8;

  private final int sampleRate;
  private final int minSamples;
  private final Channel channel;

  /** The filters of the rates that came last. */
  private final Map<Integer, Resampler> resamplers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Resampler> eldest) {
          return size() > MOST_FILTERS;
        }
      };

  /**
   * Makes a converter.
   *
   * @param sampleRate the wanted rate in Hz, or {@link #KEEP_RATE}
   * @param minSamples how many samples, at the wanted rate, a file must at least give; at least 1
   * @param channel which channel of a file is kept
   */
  public AudioConverter(int sampleRate, int minSamples, Channel channel) {
    Check.argument(
        sampleRate >= 0, "the sample rate must be 0 (keep) or more, but is %d", sampleRate);
    Check.argument(
        minSamples >= 1, "the least number of samples must be at least 1, but is %d", minSamples);
    this.sampleRate = sampleRate;
    this.minSamples = minSamples;
    this.channel = channel;
  }

  /** Returns which channel of a file is kept. */
  public Channel channel() {
    return channel;
  }

  /**
   * Converts one file.
   *
   * @param content the whole file
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, or is too short or too long
   */
  @Override
  public Clip convert(byte[] content, String name) throws BadFileException {
    return convert(AudioDecoder.decode(content, channel, name), name);
  }

  /**
   * Converts a recording that is decoded already.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it is too short or too long
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
        toShorts(resampler(recording.sampleRate(), sampleRate).resample(recording.mono()));
    if (samples.length < minSamples) {
      throw new BadFileException(
          name,
          Text.format(
              "is too short: it has %d samples at %d Hz, but at least %d are needed",
              samples.length, rate, minSamples));
    }
    return new Clip(rate, samples, recording.remarks());
  }

  private Resampler resampler(int from, int to) {
    return resamplers.computeIfAbsent(
        from, rate -> new Resampler(rate, to == KEEP_RATE ? rate : to));
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
