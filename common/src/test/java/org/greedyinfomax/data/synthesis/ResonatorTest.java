package org.greedyinfomax.data.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ResonatorTest {

  private static final int RATE = 8000;

  @Test
  void passesAConstantUnchanged() {
    Resonator resonator = resonator();

    double y = 0;
    for (int i = 0; i < 2000; i++) {
      y = resonator.filter(1);
    }

    assertThat(y).isCloseTo(1, within(1e-9));
  }

  @Test
  void ringsLoudestAtItsFrequency() {
    assertThat(gain(1000)).isGreaterThan(5 * gain(500)).isGreaterThan(5 * gain(2000));
  }

  @Test
  void asABandPassesItsFrequencyUnchangedAndStopsAConstant() {
    Resonator resonator = resonator();
    double largest = 0;
    for (int i = 0; i < 4000; i++) {
      double y = resonator.band(Math.sin(2 * Math.PI * 1000 * i / RATE));
      largest = i < 2000 ? 0 : Math.max(largest, y);
    }
    assertThat(largest).isCloseTo(1, within(0.01));

    Resonator another = resonator();
    double rest = 1;
    for (int i = 0; i < 2000; i++) {
      rest = another.band(1);
    }
    assertThat(rest).isCloseTo(0, within(1e-9));
  }

  private static double gain(double frequency) {
    Resonator resonator = resonator();
    double largest = 0;
    for (int i = 0; i < 4000; i++) {
      double y = resonator.filter(Math.sin(2 * Math.PI * frequency * i / RATE));
      largest = i < 2000 ? 0 : Math.max(largest, y);
    }
    return largest;
  }

  private static Resonator resonator() {
    Resonator resonator = new Resonator(RATE);
    resonator.tune(1000, 80);
    return resonator;
  }
}
