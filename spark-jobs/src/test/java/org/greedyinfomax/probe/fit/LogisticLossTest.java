package org.greedyinfomax.probe.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.greedyinfomax.probe.ReferenceRows;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class LogisticLossTest {

  private static final int CHANNELS = ReferenceRows.CHANNELS;
  private static final int CLASSES = 5;
  private static final double PENALTY = 0.01;
  private static final int SIZE = LogisticLoss.size(CHANNELS, CLASSES);

  private static FittingTable table;
  private static LogisticLoss loss;

  @BeforeAll
  static void readFeatures() throws IOException {
    table = ReferenceRows.read().table();
    loss = new LogisticLoss(table.without(1), CHANNELS, CLASSES, PENALTY);
  }

  @Test
  void isTheLogarithmOfTheClassesWhereNothingIsKnown() {
    assertThat(loss.at(new double[SIZE], new double[SIZE]))
        .isCloseTo(Math.log(CLASSES), within(1e-12));
  }

  @Test
  void hasTheGradientOfItsDifferences() {
    double[] at = random(3);
    double[] gradient = new double[SIZE];
    loss.at(at, gradient);

    for (int p = 0; p < SIZE; p++) {
      double step = 1e-5;
      double[] up = at.clone();
      double[] down = at.clone();
      up[p] += step;
      down[p] -= step;
      double difference = loss.at(up, new double[SIZE]) - loss.at(down, new double[SIZE]);
      assertThat(gradient[p])
          .as("parameter %d", p)
          .isCloseTo(difference / (2 * step), within(1e-8));
    }
  }

  @Test
  void hasOneMinimumWhereverItIsLookedFor() {
    double[] gradient = new double[SIZE];

    double fromZero = loss.at(lbfgs(200).minimize(new double[SIZE]).parameters(), gradient);
    double fromElsewhere = loss.at(lbfgs(200).minimize(random(4)).parameters(), new double[SIZE]);

    assertThat(fromElsewhere).isCloseTo(fromZero, within(1e-6));
    for (double derivative : gradient) {
      assertThat(derivative).isCloseTo(0, within(1e-3));
    }
  }

  @Test
  void stopsAfterTheIterationsThatItMayTake() {
    Lbfgs.Minimum one = lbfgs(1).minimize(new double[SIZE]);
    Lbfgs.Minimum many = lbfgs(200).minimize(new double[SIZE]);

    assertThat(one.isConverged()).isFalse();
    assertThat(many.isConverged()).isTrue();
    assertThat(loss.at(one.parameters(), new double[SIZE]))
        .isLessThan(Math.log(CLASSES))
        .isGreaterThan(loss.at(many.parameters(), new double[SIZE]) + 1e-3);
  }

  private static Lbfgs lbfgs(int maxIterations) {
    Curvature curvature = Curvature.of(table.all(), CHANNELS, CLASSES, new double[SIZE], PENALTY);
    return new Lbfgs(loss, curvature, maxIterations, 1e-7, List.of());
  }

  private static double[] random(long seed) {
    return new SplittableRandom(seed).doubles(SIZE, -0.5, 0.5).toArray();
  }
}
