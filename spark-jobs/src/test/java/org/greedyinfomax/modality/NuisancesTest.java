package org.greedyinfomax.modality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Picture;
import org.junit.jupiter.api.Test;

final class NuisancesTest {

  @Test
  void theLevelOfASineIsThreeDecibelsBelowItsPeak() {
    double[] found = Loudness.of(new Clip(8_000, sine(8_000, 3_276.8)));

    assertThat(found[0]).as("level").isCloseTo(-23.01, within(0.01));
    assertThat(found[1]).as("noise").isCloseTo(-23.01, within(0.1));
  }

  /** A fifth of the recording is a pause, 40 dB softer than the rest. */
  @Test
  void theNoiseFloorIsThatOfPauses() {
    short[] samples = sine(8_000, 10_000);
    short[] soft = sine(8_000, 100);
    System.arraycopy(soft, 3_000, samples, 3_000, 1_600);

    double[] found = Loudness.of(new Clip(8_000, samples));

    assertThat(found[1]).isCloseTo(Loudness.of(new Clip(8_000, soft))[0], within(0.1));
    assertThat(found[0] - found[1]).isCloseTo(39, within(0.5));
  }

  @Test
  void silenceIsAHundredDecibelsBelowFullScale() {
    assertThat(Loudness.of(new Clip(8_000, new short[900]))).containsExactly(-100, -100);
    assertThat(Loudness.of(new Clip(8_000, new short[0]))).containsExactly(-100, -100);
  }

  /** There is no frame in it. */
  @Test
  void theNoiseOfARecordingShorterThanAFrameIsItsLevel() {
    double[] found = Loudness.of(new Clip(8_000, sine(150, 500)));

    assertThat(found[1]).isEqualTo(found[0]);
  }

  @Test
  void picturesHaveBrightnessAndContrast() {
    byte[] pixels = {0, (byte) 255, (byte) 255, 0};

    double[] found = Brightness.of(new Picture(2, 2, Picture.GREY, pixels));

    assertThat(found).containsExactly(0.5, 0.5);
  }

  private static short[] sine(int length, double peak) {
    short[] samples = new short[length];
    for (int i = 0; i < length; i++) {
      samples[i] = (short) Math.round(peak * Math.sin(0.7 * i));
    }
    return samples;
  }
}
