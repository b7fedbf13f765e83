package org.greedyinfomax.data;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.greedyinfomax.Channel;
import org.greedyinfomax.data.conversion.AudioDecoder;
import org.greedyinfomax.data.conversion.ChannelMixer;

/** All of a recording, in one channel. */
public final class Decoded {

  private final int sampleRate;
  private final int channels;
  private final float[] mono;
  private final Set<Remark> remarks;

  private Decoded(int sampleRate, int channels, float[] mono, Set<Remark> remarks) {
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.mono = mono;
    this.remarks = remarks;
  }

  public int sampleRate() {
    return sampleRate;
  }

  public int channels() {
    return channels;
  }

  public float[] mono() {
    return mono;
  }

  public Set<Remark> remarks() {
    return remarks;
  }

  /** Decodes a file. */
  public static Decoded of(byte[] content, Channel channel, String name) throws BadFileException {
    return of(() -> AudioDecoder.open(new BytesInput(content), name), channel);
  }

  /** Decodes a recording, block by block of a size that divides nothing. */
  public static Decoded of(AudioStream.Opener opener, Channel channel) throws BadFileException {
    try (AudioStream first = opener.open();
        AudioStream second = opener.open()) {
      ChannelMixer mixer = ChannelMixer.of(first.channels(), channel);
      float[] mono = mixed(first, mixer);
      Set<Remark> remarks = EnumSet.noneOf(Remark.class);
      remarks.addAll(first.remarks());
      if (channel == Channel.LOUDER) {
        mono = mixed(second, mixer.ofLoudest());
      } else {
        remarks.addAll(mixer.remarks());
      }
      return new Decoded(first.sampleRate(), first.channels(), mono, remarks);
    } catch (IOException impossible) {
      throw new AssertionError("bytes in memory can be read", impossible);
    }
  }

  private static float[] mixed(AudioStream stream, ChannelMixer mixer)
      throws IOException, BadFileException {
    Collected all = new Collected();
    double[] samples = new double[1_001 * stream.channels()];
    float[] mono = new float[1_001];
    for (int count = stream.read(samples); count > 0; count = stream.read(samples)) {
      mixer.mix(samples, count, mono);
      all.accept(mono, count);
    }
    return all.samples();
  }
}
