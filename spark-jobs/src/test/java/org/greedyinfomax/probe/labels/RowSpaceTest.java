package org.greedyinfomax.probe.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class RowSpaceTest {

  private static final double[][] VECTORS = {{3, 0, 4, 0}, {0, 0, 0, 2}, {3, 0, 4, 2}};

  @Test
  void hasACoordinateForEachIndependentVector() {
    assertThat(new RowSpace(VECTORS).dimensions()).isEqualTo(2);
    assertThat(new RowSpace(new double[][] {{0, 0}, {0, 0}}).dimensions()).isZero();
  }

  @Test
  void coordinatesKeepLengthsAndProductsAndLeadBack() {
    RowSpace space = new RowSpace(VECTORS);

    double[] first = space.coordinates(VECTORS[0]);
    double[] third = space.coordinates(VECTORS[2]);

    assertThat(first[0] * third[0] + first[1] * third[1]).isCloseTo(25, within(1e-12));
    assertThat(third[0] * third[0] + third[1] * third[1]).isCloseTo(29, within(1e-12));
    assertThat(space.vector(third)).containsExactly(VECTORS[2], within(1e-12));
  }
}
