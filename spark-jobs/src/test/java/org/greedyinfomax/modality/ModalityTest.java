package org.greedyinfomax.modality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.greedyinfomax.config.RecipeReader;
import org.greedyinfomax.data.Clip;
import org.greedyinfomax.data.Content;
import org.greedyinfomax.data.Picture;
import org.junit.jupiter.api.Test;

final class ModalityTest {

  @Test
  void recordingsAreComparedWithMfccAndMeasuredByLevelAndNoise() {
    Modality recordings = of("speech-small");

    assertThat(List.of(recordings.rows(), recordings.rawName()))
        .containsExactly("recordings", "MFCC");
    assertThat(recordings.nuisanceNames()).containsExactly("level", "noise");
    assertMeasuresWhatItNames(recordings, new Clip(8_000, new short[8_000]));
  }

  @Test
  void imagesAreComparedWithPixelsAndMeasuredByBrightnessAndContrast() {
    Modality images = of("images-small");

    assertThat(List.of(images.rows(), images.rawName())).containsExactly("images", "pixels");
    assertThat(images.nuisanceNames()).containsExactly("brightness", "contrast");
    assertMeasuresWhatItNames(
        images, new Picture(32, 32, Picture.COLOUR, new byte[32 * 32 * Picture.COLOUR]));
  }

  private static void assertMeasuresWhatItNames(Modality modality, Content content) {
    assertThat(modality.nuisances(content)).hasSameSizeAs(modality.nuisanceNames());
    float[] raw = modality.rawFeatures(modality.referenceNormalization()).of(content);
    assertThat(raw.length % modality.rawChannels()).isZero();
  }

  private static Modality of(String preset) {
    return Modality.of(
        RecipeReader.read(
            ModalityTest.class.getClassLoader(), "conf/" + preset + ".conf", List.of()));
  }
}
