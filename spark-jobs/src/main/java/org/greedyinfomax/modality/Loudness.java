package org.greedyinfomax.modality;

import java.util.Arrays;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.features.FrameGrid;

/** Measures how loud recordings are. */
final class Loudness {

  private static final double FULL_SCALE = 32768;

  /** Mean squares below this, -100 dB of full scale, count as it. */
  private static final double SILENCE = 1e-10;

  private static final int QUIET = 10; // of 100 frames so many are not louder than the noise

  private Loudness() {}

  /**
   * Returns level and noise floor of a recording, in dB of full scale.
   *
   * <p>The noise floor is the level that a tenth of the frames of 25 ms do not exceed: of speech,
   * those in its pauses.
   */
  static double[] of(Clip clip) {
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
}
