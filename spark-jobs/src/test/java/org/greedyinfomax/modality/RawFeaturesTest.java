package org.greedyinfomax.modality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.greedyinfomax.config.Recipe;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.data.features.FrameGrid;
import org.greedyinfomax.data.features.Mfcc;
import org.junit.jupiter.api.Test;

final class RawFeaturesTest {

  private static final int ROWS = 37;
  private static final int COLUMNS = 40;

  @Test
  void ofARecordingAreItsMfcc() {
    short[] samples = new short[3_000];
    Random random = new Random(1);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt(2_000);
    }

    float[] raw =
        raw(
            preset("speech-small"),
            new Normalization(List.of(0.5), List.of(0.1)),
            new Clip(8_000, samples));

    assertThat(raw).isEqualTo(new Mfcc(8_000).of(samples));
    assertThat(raw).hasSize(Mfcc.CHANNELS * FrameGrid.at(8_000).frames(samples.length));
  }

  @Test
  void ofAPictureIsItsMiddleNormalizedChannelByChannel() {
    Picture picture = picture(Picture.COLOUR);
    List<Double> means = List.of(0.2, 0.4, 0.6);
    List<Double> deviations = List.of(0.1, 0.2, 0.4);

    float[] raw =
        raw(
            preset("images-small", "input.channels=3"),
            new Normalization(means, deviations),
            picture);

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
    Recipe grey = preset("images-small", "input.channels=1");
    Picture picture = picture(Picture.COLOUR);

    assertThat(raw(grey, normalization, picture))
        .hasSize(32 * 32)
        .isEqualTo(raw(grey, normalization, picture.grey()));
  }

  /** Returns the raw features of a row, whose number is a multiple of the channels they have. */
  private static float[] raw(Recipe recipe, Normalization normalization, Content content) {
    Modality modality = Modality.of(recipe);
    float[] raw = modality.rawFeatures(normalization).of(content);
    assertThat(raw.length % modality.rawChannels()).isZero();
    return raw;
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
