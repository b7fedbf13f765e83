package org.greedyinfomax.report.chart;

import java.util.List;

/** How much a filter of sounds lets through of each frequency, from 0 Hz to half the rate. */
final class FrequencyResponse {

  private final double[] magnitudes;

  /**
   * Computes it: the absolute value of {@code Σ w[t] exp(−iωt)}, for {@code bins} frequencies in
   * the middle of equal bands.
   */
  FrequencyResponse(List<Float> taps, int bins) {
    magnitudes = new double[bins];
    for (int b = 0; b < bins; b++) {
      double radians = Math.PI * (b + 0.5) / bins; // from one sample to the next
      double real = 0;
      double imaginary = 0;
      for (int t = 0; t < taps.size(); t++) {
        real += taps.get(t) * Math.cos(radians * t);
        imaginary -= taps.get(t) * Math.sin(radians * t);
      }
      magnitudes[b] = Math.hypot(real, imaginary);
    }
  }

  /** The band that it lets through most of. */
  int peak() {
    int peak = 0;
    for (int b = 1; b < magnitudes.length; b++) {
      peak = magnitudes[b] > magnitudes[peak] ? b : peak;
    }
    return peak;
  }

  /** What it lets through of a band, as a share of what it does of its peak; 0 to 1. */
  double share(int band) {
    double most = magnitudes[peak()];
    return most == 0 ? 0 : magnitudes[band] / most;
  }
}
