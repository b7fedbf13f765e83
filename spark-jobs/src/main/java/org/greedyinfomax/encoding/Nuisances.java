package org.greedyinfomax.encoding;

import java.util.Arrays;
import java.util.List;
import org.greedyinfomax.ContentKind;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.features.FrameGrid;

/**
 * Measures properties of how a recording or an image was made, which have nothing to do with what
 * it is of: level and noise floor, or brightness and contrast.
 */
public final class Nuisances {

  private static final double FULL_SCALE = 32768;
  private static final double WHITE = 255;

  /** Mean squares below this, -100 dB of full scale, count as it. */
  private static final double SILENCE = 1e-10;

  private static final int QUIET = 10; // of 100 frames so many are not louder than the noise

  private Nuisances() {}

  /** Their names, in the order of {@link #of}. */
  public static List<String> names(ContentKind kind) {
    return switch (kind) {
      case AUDIO -> List.of("level", "noise");
      case IMAGES -> List.of("brightness", "contrast");
    };
  }

  /**
   * Measures a recording: its level and its noise floor, in dB of full scale; or a picture in grey:
   * mean and standard deviation of its pixels, as shares of white.
   *
   * <p>The noise floor is the level that a tenth of the frames of 25 ms do not exceed: of speech,
   * those in its pauses.
   */
  static double[] of(Content content) {
    return content instanceof Clip clip ? of(clip) : of(((Picture) content).grey());
  }

  private static double[] of(Clip clip) {
    short[] samples = clip.samples();
    FrameGrid grid = FrameGrid.at(clip.sampleRate());
    double[] frames = new double[grid.frames(samples.length)];
    for (int t = 0; t < frames.length; t++) {
      frames[t] = decibels(samples, t * grid.hop(), grid.window());
    }
    Arrays.sort(frames);
    double level = decibels(samples, 0, samples.length);
    return new double[] {
      level, frames.length == 0 ? level : frames[(frames.length - 1) * QUIET / 100]
    };
  }

  private static double decibels(short[] samples, int start, int count) {
    long squares = 0;
    for (int i = start; i < start + count; i++) {
      squares += samples[i] * samples[i];
    }
    double mean = count == 0 ? 0 : squares / (FULL_SCALE * FULL_SCALE) / count;
    return 10 * Math.log10(Math.max(mean, SILENCE));
  }

  private static double[] of(Picture grey) {
    long sum = 0;
    long squares = 0;
    for (byte pixel : grey.pixels()) {
      int level = Byte.toUnsignedInt(pixel);
      sum += level;
      squares += (long) level * level;
    }
    double mean = (double) sum / grey.pixels().length;
    double variance = (double) squares / grey.pixels().length - mean * mean;
    return new double[] {mean / WHITE, Math.sqrt(Math.max(0, variance)) / WHITE};
  }
}
