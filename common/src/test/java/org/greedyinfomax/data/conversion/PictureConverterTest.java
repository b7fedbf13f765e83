package org.greedyinfomax.data.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.greedyinfomax.Background;
import org.greedyinfomax.data.BadFileException;
import org.greedyinfomax.data.ImageFiles;
import org.greedyinfomax.data.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureConverterTest {

  private static final long PIXELS = 100_000;

  @Test
  void passesPicturesBitForBitThatHaveTheWantedChannels() throws Exception {
    Picture picture = ImageFiles.picture(7, 9);
    byte[] file = ImageFiles.file("png", picture);

    assertThat(new PictureConverter(3, 7, 0, PIXELS, Background.WHITE).convert(file, "a").pixels())
        .isEqualTo(picture.pixels());
    assertThat(new PictureConverter(1, 7, 0, PIXELS, Background.WHITE).convert(file, "a").pixels())
        .isEqualTo(picture.grey().pixels());
  }

  @Test
  void repeatsGreyForColour() throws Exception {
    Picture grey = new Picture(1, 2, 1, new byte[] {5, -1});

    Picture colour = new PictureConverter(3, 1, 0, PIXELS, Background.WHITE).convert(grey, "a");

    assertThat(colour.channels()).isEqualTo(3);
    assertThat(colour.pixels()).containsExactly(5, 5, 5, -1, -1, -1);
  }

  @Test
  void refusesWhatIsTooSmall() {
    PictureConverter converter = new PictureConverter(3, 10, 0, PIXELS, Background.WHITE);

    assertThatThrownBy(() -> converter.convert(ImageFiles.picture(9, 20), "a.png"))
        .isInstanceOf(BadFileException.class)
        .hasMessage(
            "a.png is too small: it has 20 x 9 pixels, but at least 10 x 10 are needed"
                + " (ingest.minSize)");
    assertThatThrownBy(() -> converter.convert(ImageFiles.picture(20, 9), "a.png"))
        .hasMessageContaining("it has 9 x 20 pixels");
  }

  @Test
  void cutsTheSquareInTheCentre() throws Exception {
    byte[] wide = new byte[2 * 5];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = (byte) i;
    }

    assertThat(square(new Picture(2, 5, 1, wide), 2).pixels()).containsExactly(1, 2, 6, 7);
    assertThat(square(new Picture(5, 2, 1, wide), 2).pixels()).containsExactly(2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({"8, 3", "3, 8", "1, 5", "5, 1", "64, 63", "96, 32"})
  void weighsAsTheFormulaSays(int from, int to) throws Exception {
    Picture picture = ImageFiles.picture(from, from);

    Picture found = square(picture, to);

    double[][] weights = weights(from, to);
    for (int row = 0; row < to; row++) {
      for (int column = 0; column < to; column++) {
        for (int channel = 0; channel < 3; channel++) {
          double expected = 0;
          for (int y = 0; y < from; y++) {
            double line = 0;
            for (int x = 0; x < from; x++) {
              line +=
                  weights[column][x]
                      * Byte.toUnsignedInt(picture.pixels()[(y * from + x) * 3 + channel]);
            }
            expected += weights[row][y] * Math.max(0, Math.min(255, line));
          }
          int actual = Byte.toUnsignedInt(found.pixels()[(row * to + column) * 3 + channel]);
          assertThat(Math.abs(actual - Math.max(0, Math.min(255, expected))))
              .isLessThanOrEqualTo(1.2);
        }
      }
    }
  }

  @Test
  void keepsOneColourAsItIs() throws Exception {
    byte[] pixels = new byte[50 * 70 * 3];
    Arrays.fill(pixels, (byte) 201);

    assertThat(square(new Picture(50, 70, 3, pixels), 31).pixels()).containsOnly((byte) 201);
    assertThat(square(new Picture(50, 70, 3, pixels), 90).pixels()).containsOnly((byte) 201);
  }

  private static Picture square(Picture picture, int size) throws BadFileException {
    return new PictureConverter(picture.channels(), 1, size, PIXELS, Background.WHITE)
        .convert(picture, "a");
  }

  /** Weights of all old pixels for each new one, in floating point. */
  private static double[][] weights(int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(1, scale);
    double[][] weights = new double[to][from];
    for (int i = 0; i < to; i++) {
      double total = 0;
      for (int j = 0; j < from; j++) {
        double x = Math.abs((j + 0.5 - (i + 0.5) * scale) / stretch);
        if (x < 1) {
          weights[i][j] = 1.5 * x * x * x - 2.5 * x * x + 1;
        } else if (x < 2) {
          weights[i][j] = -0.5 * x * x * x + 2.5 * x * x - 4 * x + 2;
        }
        total += weights[i][j];
      }
      for (int j = 0; j < from; j++) {
        weights[i][j] /= total;
      }
    }
    return weights;
  }
}
