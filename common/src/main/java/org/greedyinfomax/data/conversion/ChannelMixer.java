package org.greedyinfomax.data.conversion;

import java.util.Arrays;
import java.util.Set;
import org.greedyinfomax.Channel;
import org.greedyinfomax.data.Remark;

/** Makes one channel of the frames of a recording, and notices channels that cancel. */
public final class ChannelMixer {

  /** Mean power of the mix to that of the channels, below which they cancel: −20 dB. */
  private static final double CANCELLED = 0.01;

  /** The channel that stands for the mean of all. */
  private static final int MEAN = -1;

  private final int channels;
  private final int kept;
  private final double[] power;
  private double powerOfMix;

  private ChannelMixer(int channels, int kept) {
    this.channels = channels;
    this.kept = kept;
    this.power = new double[channels];
  }

  /**
   * Makes a mixer for one recording.
   *
   * @param choice which channel is kept; {@link Channel#LOUDER} must be {@linkplain #ofLoudest
   *     found out} first, and counts as the mean until then
   */
  public static ChannelMixer of(int channels, Channel choice) {
    return new ChannelMixer(
        channels,
        switch (choice) {
          case MIX, LOUDER -> MEAN;
          case LEFT -> 0;
          case RIGHT -> Math.min(1, channels - 1);
        });
  }

  /** Makes a mixer that keeps the channel that has had the most power; of equals the first. */
  public ChannelMixer ofLoudest() {
    int loudest = 0;
    for (int channel = 1; channel < channels; channel++) {
      loudest = power[channel] > power[loudest] ? channel : loudest;
    }
    return new ChannelMixer(channels, loudest);
  }

  /**
   * Mixes frames.
   *
   * @param samples in fractions of full scale, {@code [frames, channels]}
   * @param count how many frames of them
   * @param mono takes the one channel, {@code [frames]}
   */
  public void mix(double[] samples, int count, float[] mono) {
    if (channels == 1) {
      for (int frame = 0; frame < count; frame++) {
        mono[frame] = (float) samples[frame];
      }
      return;
    }
    for (int frame = 0; frame < count; frame++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        double sample = samples[frame * channels + channel];
        sum += sample;
        power[channel] += sample * sample;
      }
      double mix = sum / channels;
      powerOfMix += mix * mix;
      mono[frame] = (float) (kept == MEAN ? mix : samples[frame * channels + kept]);
    }
  }

  /** Returns what was noticed so far. */
  public Set<Remark> remarks() {
    double mean = Arrays.stream(power).sum() / channels;
    return kept == MEAN && channels > 1 && powerOfMix < CANCELLED * mean
        ? Set.of(Remark.CANCELLED)
        : Set.of();
  }
}
