package org.greedyinfomax.data.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PowerSpectrumTest {

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 4", "256, 256", "257, 512", "400, 512"})
  void hasTheNextPowerOfTwoOfPoints(int samples, int points) {
    PowerSpectrum spectrum = new PowerSpectrum(samples);

    assertThat(spectrum.size()).isEqualTo(points);
    assertThat(spectrum.of(new double[samples])).hasSize(points / 2 + 1).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 64, 200})
  void agreesWithTheDefinition(int samples) {
    double[] signal = new Random(samples).doubles(samples, -1, 1).toArray();
    PowerSpectrum spectrum = new PowerSpectrum(samples);

    double[] power = spectrum.of(signal);

    for (int k = 0; k < power.length; k++) {
      double real = 0;
      double imaginary = 0;
      for (int n = 0; n < samples; n++) {
        real += signal[n] * Math.cos(2 * Math.PI * k * n / spectrum.size());
        imaginary -= signal[n] * Math.sin(2 * Math.PI * k * n / spectrum.size());
      }
      assertThat(power[k]).isCloseTo(real * real + imaginary * imaginary, within(1e-9));
    }
  }

  /** Parseval: the sum over both halves is the signal's energy times the points. */
  @Test
  void keepsTheEnergyOfTheSignal() {
    double[] signal = new Random(3).doubles(400, -1, 1).toArray();
    PowerSpectrum spectrum = new PowerSpectrum(400);

    double[] power = spectrum.of(signal);

    double energy = 0;
    for (double value : signal) {
      energy += value * value;
    }
    double total = power[0] + power[256];
    for (int k = 1; k < 256; k++) {
      total += 2 * power[k];
    }
    assertThat(total / spectrum.size()).isCloseTo(energy, within(1e-9));
  }
}
