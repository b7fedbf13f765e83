package org.greedyinfomax.data.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MfccTest {

  private static final int RATE = 16_000;

  @ParameterizedTest
  @CsvSource({"399, 0", "400, 1", "559, 1", "560, 2", "16000, 98"})
  void framesAre400SamplesEvery160At16KiloHertz(int samples, int frames) {
    assertThat(FrameGrid.at(RATE).frames(samples)).isEqualTo(frames);
  }

  @Test
  void saysWhichRatesAreTooLow() {
    assertThatThrownBy(() -> new Mfcc(999))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("frames of 25 ms need a sample rate of at least 1000 Hz, but it is 999");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1_000, 2_345, 5_000, 7_000})
  void aPureToneIsLoudestInTheBandsAroundIt(int frequency) {
    double[] bands = new Mfcc(RATE).bands(tone(frequency, 400), 0);

    int loudest = 0;
    for (int band = 1; band < bands.length; band++) {
      loudest = bands[band] > bands[loudest] ? band : loudest;
    }
    double width = MelFilters.mel(8_000) / 27;
    assertThat((loudest + 1) * width).isCloseTo(MelFilters.mel(frequency), within(width / 2 + 12));
    assertThat(bands[loudest]).isGreaterThan(0.4 * Arrays.stream(bands).sum());
  }

  /** Between the peaks of the first and the last band, where two triangles add up to one. */
  @Test
  void bandsShareOutThePowerBetweenThem() {
    MelFilters filters = new MelFilters(26, 512, RATE);
    double width = MelFilters.mel(8_000) / 27;
    for (int bin = 0; bin <= 256; bin++) {
      double[] power = new double[257];
      power[bin] = 3;
      double mel = MelFilters.mel(bin * RATE / 512.0);

      double sum = Arrays.stream(filters.of(power)).sum();

      double atTheEdge = 3 * Math.min(1, Math.min(mel, MelFilters.mel(8_000) - mel) / width);
      assertThat(sum).isCloseTo(atTheEdge, within(1e-9));
    }
  }

  @Test
  void theCosineTransformIsOrthonormal() {
    double[][] cosines = Mfcc.cosineTransform(26, 26);

    for (int i = 0; i < 26; i++) {
      for (int j = 0; j < 26; j++) {
        double product = 0;
        for (int n = 0; n < 26; n++) {
          product += cosines[i][n] * cosines[j][n];
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-12));
      }
    }
  }

  /** All bands are equal, so only the mean of their logarithms is left, and nothing changes. */
  @Test
  void silenceIsFiniteAndFlat() {
    float[] features = new Mfcc(RATE).of(new short[720]);

    assertThat(features).hasSize(3 * Mfcc.CHANNELS);
    for (int i = 0; i < features.length; i++) {
      double expected = i % Mfcc.CHANNELS == 0 ? Math.sqrt(26) * Math.log(1e-12) : 0;
      assertThat((double) features[i]).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void aRecordingShorterThanAWindowHasOneFrame() {
    assertThat(new Mfcc(RATE).of(new short[0])).hasSize(Mfcc.CHANNELS);
    assertThat(new Mfcc(RATE).of(new short[] {7}))
        .isEqualTo(new Mfcc(RATE).of(Arrays.copyOf(new short[] {7}, 400)));
  }

  @Test
  void aShiftByAHopShiftsFrames() {
    short[] noise = noise(4_000);
    float[] whole = new Mfcc(RATE).of(noise);
    float[] shifted = new Mfcc(RATE).of(Arrays.copyOfRange(noise, 160, noise.length));

    int frames = FrameGrid.at(RATE).frames(4_000);
    assertThat(shifted).hasSize((frames - 1) * Mfcc.CHANNELS);
    // Derivatives of derivatives reach four frames far, to where the shifted recording ends.
    assertThat(Arrays.copyOfRange(shifted, 4 * Mfcc.CHANNELS, shifted.length))
        .isEqualTo(Arrays.copyOfRange(whole, 5 * Mfcc.CHANNELS, whole.length));
  }

  /** Twice the amplitude is four times the power: log 4 more in every band. */
  @Test
  void loudnessIsInTheFirstCoefficientAlone() {
    short[] soft = noise(1_000);
    short[] loud = new short[soft.length];
    for (int i = 0; i < soft.length; i++) {
      loud[i] = (short) (2 * soft[i]);
    }

    float[] ofSoft = new Mfcc(RATE).of(soft);
    float[] ofLoud = new Mfcc(RATE).of(loud);

    for (int i = 0; i < ofSoft.length; i++) {
      double expected = i % Mfcc.CHANNELS == 0 ? Math.sqrt(26) * Math.log(4) : 0;
      assertThat((double) ofLoud[i] - ofSoft[i]).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void derivativesAreSlopesOverFiveFrames() {
    float[] features = new Mfcc(RATE).of(noise(4_000));

    for (int c = 0; c < 26; c++) { // of coefficients, and of their slopes
      double slope = 0;
      for (int w = -2; w <= 2; w++) {
        slope += w * features[(9 + w) * Mfcc.CHANNELS + c] / 10.0;
      }
      assertThat((double) features[9 * Mfcc.CHANNELS + 13 + c]).isCloseTo(slope, within(1e-4));
    }
  }

  private static short[] tone(int frequency, int samples) {
    short[] tone = new short[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (short) (8_000 * Math.sin(2 * Math.PI * frequency * i / RATE));
    }
    return tone;
  }

  private static short[] noise(int samples) {
    Random random = new Random(11);
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = (short) (random.nextGaussian() * 1_000);
    }
    return noise;
  }
}
