package org.greedyinfomax.data.conversion;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.greedyinfomax.Channel;
import org.greedyinfomax.Check;
import org.greedyinfomax.Text;
import org.greedyinfomax.data.AudioStream;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.MediaInput;
import org.greedyinfomax.data.Remark;
import org.greedyinfomax.data.SampleSink;
import org.greedyinfomax.data.resampling.Resampler;
import org.greedyinfomax.data.resampling.ResamplerStream;

/**
 * From the bytes of a file to 16-bit mono samples at the wanted rate, block by block: what it takes
 * is the memory of the longest clip, however long a recording is.
 *
 * <p>A 16-bit mono file that already has the rate passes bit for bit. What a filter puts beyond
 * full scale is clipped. A recording that may become several clips, or whose louder channel is
 * wanted, is decoded twice, so that nothing of a damaged one is handed on. Filters are kept from
 * file to file, so use one converter for many files, from one thread.
 */
public final class AudioConverter implements ContentConverter {

  /** The rate that means: leave each file as it is. */
  public static final int KEEP_RATE = 0;

  private static final int MOST_FILTERS = 8;

  /** Samples of all channels that are decoded at a time. */
  private static final int BLOCK = 1 << 14;

  private final int sampleRate;
  private final int minSamples;
  private final Channel channel;
  private final LengthLimits limits;

  /** The filters of the rates that came last. */
  private final Map<Integer, Resampler> resamplers =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Resampler> eldest) {
          return size() > MOST_FILTERS;
        }
      };

  /** Makes a converter of recordings of any length, each of which becomes one clip. */
  public AudioConverter(int sampleRate, int minSamples, Channel channel) {
    this(sampleRate, minSamples, channel, LengthLimits.NONE);
  }

  /**
   * Makes a converter.
   *
   * @param sampleRate the wanted rate in Hz, or {@link #KEEP_RATE}
   * @param minSamples how many samples, at the wanted rate, a file must at least give; at least 1
   * @param channel which channel of a file is kept
   * @param limits how long files may be, and clips
   */
  public AudioConverter(int sampleRate, int minSamples, Channel channel, LengthLimits limits) {
    Check.argument(
        sampleRate >= 0, "the sample rate must be 0 (keep) or more, but is %d", sampleRate);
    Check.argument(
        minSamples >= 1, "the least number of samples must be at least 1, but is %d", minSamples);
    this.sampleRate = sampleRate;
    this.minSamples = minSamples;
    this.channel = channel;
    this.limits = limits;
  }

  /**
   * Converts a whole file into one clip, however long clips may be.
   *
   * @param in the file, which whoever has opened it closes
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, or is too short or too long
   */
  @Override
  public Clip convert(MediaInput in, String name) throws IOException, BadFileException {
    return convert(() -> AudioDecoder.open(in, name), name);
  }

  /**
   * Converts a whole file into one clip, however long clips may be.
   *
   * @param content the file
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, or is too short or too long
   */
  @Override
  public Clip convert(byte[] content, String name) throws BadFileException {
    return (Clip) ContentConverter.super.convert(content, name);
  }

  /**
   * Converts a recording into one clip, however long clips may be.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, or is too short or too long
   */
  public Clip convert(AudioStream.Opener opener, String name) throws IOException, BadFileException {
    Whole whole = new Whole();
    Heard heard =
        new AudioConverter(
                sampleRate, minSamples, channel, new LengthLimits(limits.maxSeconds(), 0))
            .convert(opener, name, whole);
    return whole.clip(heard.remarks());
  }

  /** Takes the only clip. */
  private static final class Whole implements ClipSink {

    private Clip clip = new Clip(1, new short[0]);

    @Override
    public void accept(Clip taken, OptionalInt second) {
      clip = taken;
    }

    Clip clip(Set<Remark> remarks) {
      return new Clip(clip.sampleRate(), clip.samples(), remarks);
    }
  }

  /**
   * Converts a recording into a clip, or into several if it is longer than one may be. None is
   * handed on of a recording that cannot be used.
   *
   * @param name what to call it in errors
   * @throws BadFileException if it cannot be decoded, or is too short or too long
   * @throws IOException if the source or the sink fails, or the recording has changed since clips
   *     of it were handed on
   */
  public Heard convert(AudioStream.Opener opener, String name, ClipSink sink)
      throws IOException, BadFileException {
    try (BoundedStream stream = BoundedStream.open(opener, limits.maxSeconds(), name)) {
      int rate = rateOf(stream);
      Resampler resampler = resampler(stream.sampleRate(), rate);
      long total =
          stream.frames().isPresent()
              ? resampler.outputs(stream.frames().getAsLong())
              : Long.MAX_VALUE;
      long clipLength = (long) limits.segmentSeconds() * rate;
      if (clipLength > 0 && total > clipLength) {
        return convertTwice(opener, stream, resampler, sink, name, clipLength);
      }
      ClipCutter cutter = ClipCutter.whole(rate, total, name, sink);
      if (total < Long.MAX_VALUE) {
        sink.expect(cutter.longest(), rate);
      }
      ChannelMixer mixer = ChannelMixer.of(stream.channels(), channel);
      if (isToBeHeard(stream)) {
        mix(stream, mixer, (samples, count) -> {});
        try (BoundedStream again = BoundedStream.open(opener, limits.maxSeconds(), name)) {
          return resample(again, mixer.ofLoudest(), resampler, cutter, name);
        }
      }
      return resample(stream, mixer, resampler, cutter, name);
    }
  }

  private Heard convertTwice(
      AudioStream.Opener opener,
      BoundedStream first,
      Resampler resampler,
      ClipSink sink,
      String name,
      long clipLength)
      throws IOException, BadFileException {
    ChannelMixer heard = ChannelMixer.of(first.channels(), channel);
    boolean isToBeHeard = isToBeHeard(first);
    long frames = isToBeHeard ? mix(first, heard, (samples, count) -> {}) : first.verify();
    int rate = rateOf(first);
    long total = resampler.outputs(frames);
    requireLongEnough(total, rate, name);
    ClipCutter cutter = ClipCutter.of(rate, total, clipLength, minSamples, name, sink);
    sink.expect(cutter.longest(), rate);
    try (BoundedStream again = BoundedStream.open(opener, limits.maxSeconds(), name)) {
      ChannelMixer mixer =
          isToBeHeard ? heard.ofLoudest() : ChannelMixer.of(again.channels(), channel);
      return resample(again, mixer, resampler, cutter, name);
    } catch (BadFileException changed) {
      if (!cutter.hasHandedOn()) {
        throw changed;
      }
      throw DecodingFailures.changed(changed, name);
    }
  }

  private Heard resample(
      AudioStream stream, ChannelMixer mixer, Resampler resampler, ClipCutter cutter, String name)
      throws IOException, BadFileException {
    ResamplerStream resampling = resampler.stream(cutter);
    long frames = mix(stream, mixer, resampling::accept);
    resampling.finish();
    requireLongEnough(cutter.filled(), rateOf(stream), name);
    cutter.finish();
    Set<Remark> remarks = EnumSet.noneOf(Remark.class);
    remarks.addAll(stream.remarks());
    remarks.addAll(mixer.remarks());
    return new Heard(stream.sampleRate(), stream.channels(), frames, remarks);
  }

  private int rateOf(AudioStream stream) {
    return sampleRate == KEEP_RATE ? stream.sampleRate() : sampleRate;
  }

  /** Whether it must be decoded before it is known which channel is kept. */
  private boolean isToBeHeard(AudioStream stream) {
    return channel == Channel.LOUDER && stream.channels() > 1;
  }

  private void requireLongEnough(long samples, int rate, String name) throws BadFileException {
    if (samples < minSamples) {
      throw new BadFileException(
          name,
          Text.format(
              "is too short: it has %d samples at %d Hz, but at least %d are needed",
              samples, rate, minSamples));
    }
  }

  /** Reads all frames, mixes them, and returns how many they are. */
  private static long mix(AudioStream stream, ChannelMixer mixer, SampleSink sink)
      throws IOException, BadFileException {
    int channels = stream.channels();
    double[] samples = new double[Math.max(1, BLOCK / channels) * channels];
    float[] mono = new float[samples.length / channels];
    long frames = 0;
    while (true) {
      int count = stream.read(samples);
      if (count == 0) {
        return frames;
      }
      mixer.mix(samples, count, mono);
      sink.accept(mono, count);
      frames += count;
    }
  }

  private Resampler resampler(int from, int to) {
    return resamplers.computeIfAbsent(from, rate -> new Resampler(rate, to));
  }
}
