package org.greedyinfomax.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.features.FrameGrid;
import org.greedyinfomax.data.features.Mfcc;
import org.greedyinfomax.input.Normalization;
import org.junit.jupiter.api.Test;

final class RawFeaturesTest {

  private static final int ROWS = 37;
  private static final int COLUMNS = 40;

  @Test
  void ofARecordingIsTheMeanOfItsMfccOverTime() {
    short[] samples = new short[3_000];
    Random random = new Random(1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(2_000);
    }

    float[] raw =
        RawFeatures.of(preset("speech-small"), new Normalization(List.of(0.5), List.of(0.1)))
            .of(new Clip(8_000, samples))
            .mean();

    float[] mfcc = new Mfcc(8_000).of(samples);
    int frames = FrameGrid.at(8_000).frames(samples.length);
    assertThat(raw).hasSize(Mfcc.CHANNELS);
    for (int c = 0; c < raw.length; c++) {
      double sum = 0;
      for (int t = 0; t < frames; t++) {
        sum += mfcc[t * Mfcc.CHANNELS + c];
      }
      assertThat((double) raw[c]).isCloseTo(sum / frames, within(1e-4));
    }
  }

  @Test
  void ofAPictureIsItsMiddleNormalizedChannelByChannel() {
    Picture picture = picture(Picture.COLOUR);
    List<Double> means = List.of(0.2, 0.4, 0.6);
    List<Double> deviations = List.of(0.1, 0.2, 0.4);

    float[] raw =
        RawFeatures.of(
                preset("images-small", "input.channels=3"), new Normalization(means, deviations))
            .of(picture)
            .mean();

    assertThat(raw).hasSize(32 * 32 * 3);
    for (int i = 0; i < raw.length; i++) {
      int channel = i % 3;
      int row = 2 + i / (32 * 3); // of 37 rows, two above the middle and three below
      int column = 4 + i / 3 % 32;
      int level = Byte.toUnsignedInt(picture.pixels()[(row * COLUMNS + column) * 3 + channel]);
      assertThat((double) raw[i])
          .isCloseTo((level / 255.0 - means.get(channel)) / deviations.get(channel), within(1e-5));
    }
  }

  @Test
  void ofAPictureInColourIsGreyForANetworkThatSeesGrey() {
    Normalization normalization = new Normalization(List.of(0.5), List.of(0.25));
    RawFeatures raw = RawFeatures.of(preset("images-small", "input.channels=1"), normalization);
    Picture picture = picture(Picture.COLOUR);

    assertThat(raw.of(picture).mean()).hasSize(32 * 32).isEqualTo(raw.of(picture.grey()).mean());
    assertThat(raw.of(picture).vectors()).hasDimensions(1, 32 * 32);
  }

  private static Picture picture(int channels) {
    byte[] pixels = new byte[ROWS * COLUMNS * channels];
    new Random(2).nextBytes(pixels);
    return new Picture(ROWS, COLUMNS, channels, pixels);
  }

  private static Recipe preset(String name, String... overrides) {
    return RecipeReader.read(
        RawFeaturesTest.class.getClassLoader(), "conf/" + name + ".conf", List.of(overrides));
  }
}
