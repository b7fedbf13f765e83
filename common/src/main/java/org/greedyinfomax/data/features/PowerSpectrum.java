package org.greedyinfomax.data.features;

/** The power spectrum of short signals, by the fast Fourier transform. */
final class PowerSpectrum {

  private final int size;
  private final double[] cosines;
  private final double[] sines;

  /**
   * Makes a transform.
   *
   * @param samples that a signal has at most; it is filled with zeros to a power of two
   */
  PowerSpectrum(int samples) {
    size = Math.max(2, Integer.highestOneBit(2 * samples - 1));
    cosines = new double[size / 2];
    sines = new double[size / 2];
    for (int i = 0; i < size / 2; i++) {
      cosines[i] = Math.cos(2 * Math.PI * i / size);
      sines[i] = -Math.sin(2 * Math.PI * i / size);
    }
  }

  /** Points of the transform, a power of two. */
  int size() {
    return size;
  }

  /**
   * Returns the squared magnitudes of the transform from frequency 0 to half the sample rate.
   *
   * @return {@code [size / 2 + 1]}
   */
  double[] of(double[] signal) {
    double[] real = new double[size];
    double[] imaginary = new double[size];
    for (int i = 0; i < signal.length; i++) {
      real[Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(size) + 1)] = signal[i];
    }
    for (int half = 1; half < size; half *= 2) {
      butterflies(real, imaginary, half);
    }
    double[] power = new double[size / 2 + 1];
    for (int i = 0; i < power.length; i++) {
      power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
    }
    return power;
  }

  /** Makes of every two transforms of {@code half} points one of twice as many. */
  private void butterflies(double[] real, double[] imaginary, int half) {
    int step = size / (2 * half);
    for (int start = 0; start < size; start += 2 * half) {
      for (int i = 0; i < half; i++) {
        int upper = start + i;
        int lower = upper + half;
        double c = cosines[i * step];
        double s = sines[i * step];
        double r = real[lower] * c - imaginary[lower] * s;
        double m = real[lower] * s + imaginary[lower] * c;
        real[lower] = real[upper] - r;
        imaginary[lower] = imaginary[upper] - m;
        real[upper] += r;
        imaginary[upper] += m;
      }
    }
  }
}
