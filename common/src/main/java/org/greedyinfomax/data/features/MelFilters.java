package org.greedyinfomax.data.features;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Overlapping bands as the ear has them: triangles of equal width on the mel scale, {@code 1127
 * ln(1 + f / 700)}, from frequency 0 to half the sample rate, each ending where its neighbours have
 * their peaks.
 *
 * @see <a href="https://doi.org/10.1109/TASSP.1980.1163420">Davis, Mermelstein: Comparison of
 *     Parametric Representations for Monosyllabic Word Recognition (1980)</a>
 */
final class MelFilters {

  private final double[][] weights; // [bands, bins from the first on that is not 0]
  private final int[] first;

  /**
   * Makes filters.
   *
   * @param bands at least 1
   * @param size points of the transform that the spectra come from
   * @param sampleRate in Hz
   */
  MelFilters(int bands, int size, int sampleRate) {
    weights = new double[bands][];
    first = new int[bands];
    double width = mel(sampleRate / 2.0) / (bands + 1);
    for (int band = 0; band < bands; band++) {
      double[] all = new double[size / 2 + 1];
      for (int bin = 0; bin < all.length; bin++) {
        double distance = mel((double) bin * sampleRate / size) - (band + 1) * width;
        all[bin] = Math.max(0, 1 - Math.abs(distance) / width);
      }
      int[] used = IntStream.range(0, all.length).filter(bin -> all[bin] > 0).toArray();
      first[band] = used.length == 0 ? 0 : used[0];
      weights[band] =
          Arrays.copyOfRange(all, first[band], used.length == 0 ? 0 : used[used.length - 1] + 1);
    }
  }

  /** The place of a frequency in Hz on the mel scale. */
  static double mel(double frequency) {
    return 1127 * Math.log1p(frequency / 700);
  }

  /**
   * Returns the power in each band.
   *
   * @param power {@code [size / 2 + 1]}
   */
  double[] of(double[] power) {
    double[] energies = new double[weights.length];
    for (int band = 0; band < weights.length; band++) {
      for (int i = 0; i < weights[band].length; i++) {
        energies[band] += weights[band][i] * power[first[band] + i];
      }
    }
    return energies;
  }
}
