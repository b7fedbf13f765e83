package org.greedyinfomax.modality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.greedyinfomax.config.InputSettings;
import org.greedyinfomax.data.Picture;
import org.greedyinfomax.model.MiniBatch;
import org.greedyinfomax.model.spec.SampleShape;
import org.greedyinfomax.tensor.Arena;
import org.greedyinfomax.tensor.Engine;
import org.greedyinfomax.tensor.Precision;
import org.greedyinfomax.tensor.RandomStream;
import org.greedyinfomax.tensor.RandomStream.Purpose;
import org.greedyinfomax.tensor.Tensor;
import org.greedyinfomax.tensor.cpu.CpuEngine;
import org.junit.jupiter.api.Test;

final class PictureInputTest {

  /** Bytes become what they are. */
  private static final Normalization BYTES = new Normalization(List.of(0.0), List.of(1 / 255.0));

  /** 5 x 6 pixels; pixel (row, column) is 10·row + column. */
  private static final Picture RAMP = ramp(5, 6);

  private static Picture ramp(int rows, int columns) {
    byte[] pixels = new byte[rows * columns];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (10 * (i / columns) + i % columns);
    }
    return new Picture(rows, columns, Picture.GREY, pixels);
  }

  @Test
  void cutsTheMiddleIntoOverlappingPatches() {
    float[] patches = whole(input(4, 1, 2, 1, BYTES), RAMP);

    assertThat(patches).hasSize(9 * 4);
    assertThat(Arrays.copyOf(patches, 8)).containsExactly(1, 2, 11, 12, 2, 3, 12, 13);
    assertThat(Arrays.copyOfRange(patches, 12, 16)).as("row 1").containsExactly(11, 12, 21, 22);
  }

  /** Method 2.1: patch (2, 3) of an image of 64 x 64, whose pixels are 64·row + column. */
  @Test
  void cutsThePatchesOfThePaper() {
    byte[] pixels = new byte[64 * 64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    float[] patches = whole(input(64, 1, 16, 8, BYTES), new Picture(64, 64, Picture.GREY, pixels));

    assertThat(patches).hasSize(49 * 256);
    assertThat(patches[(2 * 7 + 3) * 256]).isEqualTo(1048 % 256);
  }

  @Test
  void cropsAnywhereAndMirrorsHalfOfTheSamples() {
    PictureInput input = input(4, 1, 4, 4, BYTES);
    int mirrored = 0;
    int[] starts = new int[30];
    for (int i = 0; i < 3_000; i++) {
      float[] crop = new float[16];
      NetworkInput.View view =
          input.crop(RAMP, input.samples().get(0), RandomStream.of(1, Purpose.CROP, 0, i), crop, 0);
      mirrored += view.mirrored() ? 1 : 0;
      starts[view.start()]++;
      int first = 10 * (view.start() / 6) + view.start() % 6;
      assertThat(crop[view.mirrored() ? 3 : 0]).isEqualTo(first);
      assertThat(crop[view.mirrored() ? 12 : 15]).isEqualTo(first + 33);
    }
    assertThat(mirrored).isBetween(1_400, 1_600);
    for (int start : new int[] {0, 1, 2, 6, 7, 8}) {
      assertThat(starts[start]).as("crops from %d", start).isBetween(420, 580);
    }
  }

  @Test
  void takesTheSameViewForTheSameRandomNumbers() {
    PictureInput input = input(4, 1, 2, 2, BYTES);
    float[] one = new float[20];
    float[] other = new float[16];

    SampleShape sample = input.samples().get(0);

    NetworkInput.View view =
        input.crop(RAMP, sample, RandomStream.of(1, Purpose.CROP, 2, 3), one, 4);

    assertThat(input.crop(RAMP, sample, RandomStream.of(1, Purpose.CROP, 2, 3), other, 0))
        .isEqualTo(view);
    assertThat(Arrays.copyOfRange(one, 4, 20)).containsExactly(other);
    assertThat(Arrays.copyOf(one, 4)).containsOnly(0);
  }

  @Test
  void seesColourInGreyIfItHasOneChannel() {
    Picture colour =
        new Picture(1, 1, Picture.COLOUR, new byte[] {(byte) 200, (byte) 100, (byte) 50});

    assertThat(whole(input(1, 1, 1, 1, BYTES), colour)).containsExactly(124); // 0.299, 0.587, 0.114
  }

  @Test
  void normalizesEveryChannelByItself() {
    Picture colour = new Picture(1, 1, Picture.COLOUR, new byte[] {(byte) 255, 0, (byte) 51});
    Normalization normalization =
        new Normalization(List.of(0.5, 0.25, 0.2), List.of(0.5, 0.125, 1.0));

    assertThat(whole(input(1, 3, 1, 1, normalization), colour)).containsExactly(1, -2, 0);
  }

  private static PictureInput input(
      int crop, int channels, int patch, int stride, Normalization normalization) {
    return new PictureInput(
        new InputSettings.Images(crop, channels, patch, stride, true), normalization);
  }

  private static float[] whole(PictureInput input, Picture picture) {
    MiniBatch batch = input.whole(picture);
    Engine engine = CpuEngine.onCpu(Precision.SINGLE, 1);
    try (Arena arena = new Arena(engine)) {
      Tensor x = arena.allocate(batch.shape().batch(1));
      batch.writeTo(engine, x);
      return engine.floats(x);
    }
  }
}
