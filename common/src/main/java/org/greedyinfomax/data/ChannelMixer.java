package org.greedyinfomax.data;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.greedyinfomax.Channel;

/** Collects the frames of a recording in one channel, and notices channels that cancel. */
final class ChannelMixer {

  /** The longest array that every Java runtime makes; more than twelve hours at 48 kHz. */
  private static final int MOST_FRAMES = Integer.MAX_VALUE - 8;

  /** Mean power of the mix to that of the channels, below which they cancel: −20 dB. */
  private static final double CANCELLED = 0.01;

  /** Samples that there is room for at first, whatever number of channels a header claims. */
  private static final int FIRST_ROOM = 1 << 12;

  private final int channels;
  private final Channel choice;
  private final double[] power;
  private float[][] kept;
  private int frames;
  private double powerOfMix;

  ChannelMixer(int channels, Channel choice) {
    this.channels = channels;
    this.choice = choice;
    this.power = new double[channels];
    int all = choice == Channel.LOUDER ? channels : 1;
    this.kept = new float[all][Math.max(1, FIRST_ROOM / all)];
  }

  /** Returns how many frames more there is room for. */
  int room() {
    return MOST_FRAMES - frames;
  }

  int frames() {
    return frames;
  }

  /**
   * Adds frames.
   *
   * @param samples in fractions of full scale, {@code [frames, channels]}
   * @param count how many frames of them
   */
  void add(double[] samples, int count) {
    reserve(count);
    for (int frame = 0; frame < count; frame++) {
      double sum = 0;
      for (int channel = 0; channel < channels; channel++) {
        double sample = samples[frame * channels + channel];
        sum += sample;
        power[channel] += sample * sample;
        if (choice == Channel.LOUDER) {
          kept[channel][frames] = (float) sample;
        }
      }
      double mix = sum / channels;
      powerOfMix += mix * mix;
      switch (choice) {
        case MIX -> kept[0][frames] = (float) mix;
        case LEFT -> kept[0][frames] = (float) samples[frame * channels];
        case RIGHT ->
            kept[0][frames] = (float) samples[frame * channels + Math.min(1, channels - 1)];
        case LOUDER -> {} // decided at the end
      }
      frames++;
    }
  }

  private void reserve(int count) {
    if (frames + count > kept[0].length) {
      long doubled = Math.min(MOST_FRAMES, 2L * kept[0].length);
      int length = (int) Math.max(frames + count, doubled);
      for (int k = 0; k < kept.length; k++) {
        kept[k] = Arrays.copyOf(kept[k], length);
      }
    }
  }

  /** Returns the one channel, {@code [frames]}; the mixer is of no more use then. */
  float[] mono() {
    int loudest = 0;
    for (int channel = 1; channel < kept.length; channel++) {
      loudest = power[channel] > power[loudest] ? channel : loudest;
    }
    float[] mono = kept[loudest];
    kept = new float[0][];
    return mono.length == frames ? mono : Arrays.copyOf(mono, frames);
  }

  Set<Remark> remarks() {
    double mean = Arrays.stream(power).sum() / channels;
    return choice == Channel.MIX && channels > 1 && powerOfMix < CANCELLED * mean
        ? EnumSet.of(Remark.CANCELLED)
        : EnumSet.noneOf(Remark.class);
  }
}
