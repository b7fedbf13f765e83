package org.greedyinfomax.probe.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProjectionTest {

  /**
   * Standardized, both channels are ±√(3/4) or so: along (1, 1) lies (1 + r) / 2 of the variance,
   * along (1, −1) the rest, where r is their correlation.
   */
  @Test
  void twoCorrelatedChannelsAreTurnedByHalfARightAngle() {
    double[][] vectors = {{1, 10}, {2, 30}, {3, 20}, {4, 40}}; // r = 0.8

    Projection projection = Projection.of(vectors);

    assertThat(projection.explained()).containsExactly(0.9, 0.1);
    double s = Math.sqrt(0.6); // half a step of a standardized channel, whose deviation is √(5/3)
    assertThat(projection.x().get(3)).isEqualTo(-projection.x().get(0));
    assertThat(Math.abs(projection.x().get(3))).isCloseTo(3 * s / Math.sqrt(2), within(1e-3));
    assertThat(Math.abs(projection.y().get(1))).isCloseTo(s / Math.sqrt(2), within(1e-3));
    assertThat(projection.y().get(0)).isCloseTo(0, within(1e-3));
  }

  /** Few rows of many channels go by the products of rows, many rows by those of channels. */
  @Test
  void fewRowsOfManyChannelsArePlacedAsIfChannelsWereMultiplied() {
    SplittableRandom random = new SplittableRandom(3);
    double[][] wide = new double[6][8];
    for (double[] row : wide) {
      Arrays.setAll(row, c -> random.nextDouble(-1, 1) * (c + 1) * (c + 1));
    }
    // Each row three times: the same directions, and more rows than channels.
    double[][] tall =
        IntStream.range(0, 18).mapToObj(i -> wide[i % 6].clone()).toArray(double[][]::new);
    double rescaled = Math.sqrt(17.0 / 18 * 6 / 5); // by deviations with n − 1 in the denominator

    Projection ofTall = Projection.of(tall);
    Projection ofWide = Projection.of(wide);

    assertThat(ofWide.explained()).isEqualTo(ofTall.explained());
    for (int i = 0; i < 6; i++) {
      assertThat(ofWide.x().get(i) * rescaled).isCloseTo(ofTall.x().get(i), within(1e-3));
      assertThat(ofWide.y().get(i) * rescaled).isCloseTo(ofTall.y().get(i), within(1e-3));
    }
  }

  @Test
  void rowsThatAreAllTheSameLieAtOnePlaceAndExplainNothing() {
    Projection projection = Projection.of(new double[][] {{2, 3}, {2, 3}, {2, 3}});

    assertThat(projection.explained()).containsExactly(0.0, 0.0);
    assertThat(projection.x()).isEqualTo(List.of(0.0, 0.0, 0.0)).isEqualTo(projection.y());
  }

  @Test
  void aSingleChannelHasOneAxis() {
    Projection projection = Projection.of(new double[][] {{1}, {2}, {3}});

    assertThat(projection.explained()).containsExactly(1.0, 0.0);
    assertThat(projection.y()).containsOnly(0.0);
  }
}
