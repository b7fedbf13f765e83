package org.greedyinfomax.data.features;

import java.util.Arrays;

/**
 * Mel-frequency cepstral coefficients, the classical features of speech, with their first and
 * second derivatives in time.
 *
 * <p>Every window of a {@link FrameGrid} is pre-emphasized ({@code y[i] = x[i] − 0.97 x[i−1]}) and
 * tapered by a Hamming window. The logarithms of its power in 26 {@link MelFilters mel bands} go
 * through an orthonormal cosine transform, of which the first 13 coefficients are kept. Derivatives
 * are slopes over five frames, {@code Σ w (c[t+w] − c[t−w]) / 10} for w = 1, 2, where the first and
 * the last frame stand for those beyond.
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1980.1163420">Davis, Mermelstein: Comparison of
 *     Parametric Representations for Monosyllabic Word Recognition (1980)</a>
 * @see <a href="https://doi.org/10.1109/TASSP.1986.1164788">Furui: Speaker-Independent Isolated
 *     Word Recognition Using Dynamic Features of Speech Spectrum (1986)</a>, for the derivatives
 */
public final class Mfcc {

  /** Numbers of a frame: 13 coefficients, their slopes, and the slopes of these. */
  public static final int CHANNELS = 39;

  private static final int CEPSTRA = 13;
  private static final int BANDS = 26;
  private static final double PRE_EMPHASIS = 0.97;
  private static final double FULL_SCALE = 32768;
  // Below the noise of rounding to 16 bits; it keeps the logarithm of digital silence finite.
  private static final double LEAST_POWER = 1e-12;

  private final FrameGrid grid;
  private final double[] taper;
  private final PowerSpectrum spectrum;
  private final MelFilters filters;
  private final double[][] cosines = cosineTransform(CEPSTRA, BANDS);

  /**
   * Prepares for recordings of a sample rate in Hz.
   *
   * @throws IllegalArgumentException if the rate is below {@link FrameGrid#LEAST_RATE}
   */
  public Mfcc(int sampleRate) {
    grid = FrameGrid.at(sampleRate);
    taper = new double[grid.window()];
    for (int i = 0; i < taper.length; i++) {
      taper[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (taper.length - 1));
    }
    spectrum = new PowerSpectrum(grid.window());
    filters = new MelFilters(BANDS, spectrum.size(), sampleRate);
  }

  /**
   * Returns the features of a recording; one that is shorter than a window is filled with silence.
   *
   * @param samples full scale being 32768
   * @return {@code [frames, CHANNELS]} in one array
   */
  public float[] of(short[] samples) {
    short[] filled = Arrays.copyOf(samples, Math.max(samples.length, grid.window()));
    double[][] cepstra = new double[grid.frames(filled.length)][];
    for (int t = 0; t < cepstra.length; t++) {
      cepstra[t] = cepstrum(bands(filled, t * grid.hop()));
    }
    double[][] slopes = slopes(cepstra);
    double[][] curvatures = slopes(slopes);
    float[] features = new float[cepstra.length * CHANNELS];
    for (int i = 0; i < features.length; i++) {
      int t = i / CHANNELS;
      int channel = i % CEPSTRA;
      features[i] =
          (float)
              switch (i % CHANNELS / CEPSTRA) {
                case 0 -> cepstra[t][channel];
                case 1 -> slopes[t][channel];
                default -> curvatures[t][channel];
              };
    }
    return features;
  }

  /** The power in each mel band of the window that begins at a sample. */
  double[] bands(short[] samples, int start) {
    double[] frame = new double[grid.window()];
    // The sample before the window is taken to be like its first: windows know nothing of others.
    double previous = samples[start] / FULL_SCALE;
    for (int i = 0; i < frame.length; i++) {
      double sample = samples[start + i] / FULL_SCALE;
      frame[i] = taper[i] * (sample - PRE_EMPHASIS * previous);
      previous = sample;
    }
    return filters.of(spectrum.of(frame));
  }

  private double[] cepstrum(double[] bands) {
    double[] cepstrum = new double[CEPSTRA];
    for (int c = 0; c < CEPSTRA; c++) {
      for (int band = 0; band < BANDS; band++) {
        cepstrum[c] += cosines[c][band] * Math.log(Math.max(bands[band], LEAST_POWER));
      }
    }
    return cepstrum;
  }

  /**
   * The first rows of the orthonormal discrete cosine transform of type II.
   *
   * @return {@code [rows, length]}
   */
  static double[][] cosineTransform(int rows, int length) {
    double[][] cosines = new double[rows][length];
    for (int k = 0; k < rows; k++) {
      double scale = Math.sqrt((k == 0 ? 1.0 : 2.0) / length);
      for (int n = 0; n < length; n++) {
        cosines[k][n] = scale * Math.cos(Math.PI * k * (n + 0.5) / length);
      }
    }
    return cosines;
  }

  private static double[][] slopes(double[][] values) {
    double[][] slopes = new double[values.length][CEPSTRA];
    int last = values.length - 1;
    for (int t = 0; t <= last; t++) {
      for (int c = 0; c < CEPSTRA; c++) {
        double near = values[Math.min(t + 1, last)][c] - values[Math.max(t - 1, 0)][c];
        double far = values[Math.min(t + 2, last)][c] - values[Math.max(t - 2, 0)][c];
        slopes[t][c] = (near + 2 * far) / 10;
      }
    }
    return slopes;
  }
}
