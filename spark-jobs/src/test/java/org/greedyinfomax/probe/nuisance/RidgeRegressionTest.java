package org.greedyinfomax.probe.nuisance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RidgeRegressionTest {

  private static final int ROWS = 400;
  private static final int TESTED = 100;

  private final Random random = new Random(4);
  private final double[][] fitted = vectors(ROWS);
  private final double[][] tested = vectors(TESTED);

  private double[][] vectors(int rows) {
    double[][] vectors = new double[rows][8];
    for (double[] vector : vectors) {
      Arrays.setAll(vector, i -> (i + 1) * random.nextGaussian() + 100 * i);
    }
    return vectors;
  }

  private static double[] targets(double[][] vectors) {
    return Arrays.stream(vectors).mapToDouble(vector -> 3 * vector[1] - vector[5] + 7).toArray();
  }

  @Test
  void explainsAllOfWhatIsLinear() {
    double[] y = targets(fitted);
    double[] wanted = targets(tested);

    assertThat(regression().explained(y, wanted)).isCloseTo(1, within(1e-4));
  }

  @Test
  void explainsTheShareThatIsNotNoise() {
    double[] y = targets(fitted);
    double[] wanted = targets(tested);
    double signal = Math.sqrt(9 * 4 + 36); // of channels 1 and 5, whose deviations are 2 and 6
    Arrays.setAll(y, i -> y[i] + signal * random.nextGaussian());
    Arrays.setAll(wanted, i -> wanted[i] + signal * random.nextGaussian());

    assertThat(regression().explained(y, wanted)).isCloseTo(0.5, within(0.12));
  }

  @Test
  void explainsNothingOfNoise() {
    double[] y = random.doubles(ROWS).toArray();
    double[] wanted = random.doubles(TESTED).toArray();

    assertThat(regression().explained(y, wanted)).isLessThan(0.05);
  }

  /** One channel z of mean 0 and deviation 1: the weight is mean(z·y) / (1 + penalty). */
  @Test
  void shrinksAsItsPenaltySays() {
    double[][] two = {{-1}, {1}, {-1}, {1}};
    double[][] test = {{-1}, {1}};
    RidgeRegression regression = new RidgeRegression(two, new int[4], test); // all of one fold
    double weight = 2 / (1 + RidgeRegression.PENALTIES[0]);

    double explained = regression.explained(new double[] {-2, 2, -2, 2}, new double[] {-2, 2});

    assertThat(explained).isCloseTo(1 - Math.pow(2 - weight, 2) / 4, within(1e-12));
  }

  /** Twins of a channel make products singular, a constant one says nothing. */
  @Test
  void takesChannelsThatSayNothingMore() {
    double[] y = targets(fitted);
    double[] wanted = targets(tested);
    for (double[][] vectors : new double[][][] {fitted, tested}) {
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = Arrays.copyOf(vectors[i], 10);
        vectors[i][8] = vectors[i][1];
        vectors[i][9] = 0.1;
      }
    }

    assertThat(regression().explained(y, wanted)).isCloseTo(1, within(1e-4));
  }

  @Test
  void measuresNothingWhereAllRowsAreTheSame() {
    double[] same = new double[TESTED];
    Arrays.fill(same, -100);

    assertThat(regression().explained(targets(fitted), same)).isNaN();
  }

  private RidgeRegression regression() {
    int[] folds = new int[ROWS];
    Arrays.setAll(folds, i -> i % RidgeRegression.FOLDS);
    return new RidgeRegression(
        Arrays.stream(fitted).map(double[]::clone).toArray(double[][]::new),
        folds,
        Arrays.stream(tested).map(double[]::clone).toArray(double[][]::new));
  }
}
