package org.greedyinfomax.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WinogradTransformsTest {

  private final Bench bench = new Bench(Precision.SINGLE);
  private final WinogradTransforms transforms = bench.engine().winogradTransforms().orElseThrow();

  @AfterEach
  void release() {
    bench.close();
  }

  @Test
  void transformsAnImageByHand() {
    Tensor image = bench.of(new double[] {1, 2, 3, 4}, 1, 2, 2, 1);
    Tensor places = bench.random(16, 1, 1);

    transforms.ofImages(new WinogradTiles(1, 2, 2), image, 0, places);

    assertThat(bench.read(places))
        .containsExactly(4, -7, -1, 3, -6, 10, 2, -4, -2, 4, 0, -2, 2, -3, -1, 1);
  }

  @Test
  void transformsAKernelByHand() {
    Tensor weights = bench.of(new double[] {0, 0, 0, 0, 8, 0, 0, 0, 4}, 3, 3, 1, 1);
    Tensor places = bench.random(16, 1, 1);

    transforms.ofWeights(weights, places);

    assertThat(bench.read(places))
        .containsExactly(0, 0, 0, 0, 0, 3, -1, 2, 0, -1, 3, 2, 0, 2, 2, 4);
  }

  @Test
  void transformsPlacesBackByHand() {
    Tensor places =
        bench.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}, 16, 1, 1);
    Tensor image = bench.of(new double[] {1000, 1000, 1000, 1000}, 1, 2, 2, 1);

    transforms.addImages(new WinogradTiles(1, 2, 2), places, 0, image);

    assertThat(bench.read(image)).containsExactly(1054, 1021, 1030, 1011);
  }

  @ParameterizedTest(name = "[{0}, {1}, {2}, {3}], {4} lines from {5} on")
  @CsvSource({
    "1, 2, 2, 1, 1, 0",
    "2, 4, 6, 5, 4, 0",
    "2, 4, 6, 5, 2, 1", // of both images
    "3, 5, 3, 2, 7, 2", // tiles reach beyond the edges
    "1, 1, 7, 40, 1, 0"
  })
  void waysBackAreTransposesOfWaysForward(
      int images, int rows, int columns, int channels, int lines, int line) {
    WinogradTiles tiles = new WinogradTiles(images, rows, columns);
    Tensor places = bench.random(16, lines * tiles.perLine(), channels);
    Tensor gradients = bench.random(images, rows, columns, channels);
    Tensor image = bench.zeros(images, rows, columns, channels);
    Tensor transformed = bench.zeros(places.shape());

    transforms.setImages(tiles, places, line, image);
    transforms.ofGradients(tiles, gradients, line, transformed);

    assertThat(bench.dot(image, gradients))
        .isCloseTo(bench.dot(places, transformed), within(1e-5 * places.size()));
  }

  @Test
  void theWeightsGradientIsTheTransposeOfTheirTransform() {
    Tensor weights = bench.random(3, 3, 40, 30);
    Tensor places = bench.random(16, 40, 30);
    Tensor transformed = bench.zeros(16, 40, 30);
    Tensor gradients = bench.random(3, 3, 40, 30);
    double before = bench.dot(weights, gradients);

    transforms.ofWeights(weights, transformed);
    transforms.addWeightGradients(places, gradients);

    assertThat(bench.dot(weights, gradients) - before)
        .isCloseTo(bench.dot(transformed, places), within(1e-3));
  }

  @Test
  void aTurnedKernelHasTheSamePlacesTurned() {
    Tensor weights = bench.random(3, 3, 1, 1);
    double[] taps = bench.read(weights);
    double[] reversed = new double[taps.length];
    for (int i = 0; i < taps.length; i++) {
      reversed[i] = taps[taps.length - 1 - i];
    }
    Tensor places = bench.zeros(16, 1, 1);
    Tensor turned = bench.zeros(16, 1, 1);

    transforms.ofWeights(weights, places);
    transforms.ofWeights(bench.of(reversed, 3, 3, 1, 1), turned);

    double[] expected = new double[16];
    for (int p = 0; p < expected.length; p++) {
      expected[p] = bench.read(places)[WinogradTransforms.turned(p)];
    }
    assertThat(bench.read(turned)).containsExactly(expected, within(1e-6));
  }

  @Test
  void changesOnlyTheLinesItIsGiven() {
    WinogradTiles tiles = new WinogradTiles(2, 3, 2);
    Tensor image = bench.random(2, 3, 2, 1);
    double[] expected = bench.read(image);
    expected[4] = 9; // the third row of the first image
    expected[5] = 3;
    expected[6] = 9; // the first two of the second
    expected[7] = 3;
    expected[8] = 3;
    expected[9] = 1;
    Tensor places = bench.zeros(16, 2, 1);
    bench.engine().fill(places.matrix(), 1);

    transforms.setImages(tiles, places, 1, image);

    assertThat(bench.read(image)).containsExactly(expected);
  }

  @Test
  void tilesKnowWhereTheirLinesStart() {
    WinogradTiles tiles = new WinogradTiles(2, 3, 5);

    assertThat(tiles.perLine()).isEqualTo(3);
    assertThat(tiles.lines()).isEqualTo(4);
    assertThat(tiles.count()).isEqualTo(12);
    assertThat(tiles.firstPosition(1)).isEqualTo(10);
    assertThat(tiles.firstPosition(2)).isEqualTo(15);
    assertThat(tiles.firstPosition(4)).isEqualTo(30);
  }

  @Test
  void refusesWhatDoesNotFit() {
    WinogradTiles tiles = new WinogradTiles(1, 4, 4);
    Tensor image = bench.random(1, 4, 4, 2);

    assertThatThrownBy(() -> transforms.ofImages(tiles, image, 0, bench.zeros(16, 3, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 tiles are no whole lines of 2");
    assertThatThrownBy(() -> transforms.ofImages(tiles, image, 0, bench.zeros(16, 2, 3)))
        .hasMessage("images must have shape [1, 4, 4, 3], but has [1, 4, 4, 2]");
    assertThatThrownBy(() -> transforms.setImages(tiles, bench.zeros(15, 2, 2), 0, image))
        .hasMessage("transformed tiles must have shape [16, *, *], but has [15, 2, 2]");
    assertThatThrownBy(() -> transforms.ofGradients(tiles, image, 1, bench.zeros(16, 4, 2)))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> transforms.ofWeights(bench.zeros(3, 3, 2, 2), bench.zeros(16, 2, 3)))
        .hasMessage("weights must have shape [3, 3, 2, 3], but has [3, 3, 2, 2]");
    assertThatThrownBy(() -> new WinogradTiles(1, 0, 4))
        .hasMessage("images must have positive lengths, but are 1 of 0 x 4");
  }
}
